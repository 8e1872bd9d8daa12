import { formatMoment } from '../../moments.js'
import type { MailDetails, Messages } from '../messages.js'

const when = ({ when: moment, place }: MailDetails): string =>
  place === null ? formatMoment(moment, 'zh') : `${formatMoment(moment, 'zh')} (来自 ${place})`

export const mails: Messages['mails'] = {
  linked: {
    subject: ({ siteName }) => `您的${siteName}账户现可通过亚马逊账户登录`,
    body: (details) => `您好！

您的${details.siteName}账户已于${when(details)}与一个亚马逊账户关联。现在可以使用Login with Amazon登录。

如果是您本人操作，则无需任何处理。

如果不是，请在此解除关联，并修改您的密码：
${details.undoUrl ?? details.settingsUrl}
`,
  },
  unlinked: {
    subject: ({ siteName }) => `您的${siteName}账户已解除与亚马逊的关联`,
    body: (details) => `您好！

您的${details.siteName}账户与亚马逊的关联已于${when(details)}解除。不能再使用Login with Amazon登录。

如果是您本人操作，则无需任何处理。

如果不是，请修改您的密码，并在此查看您的设置：
${details.settingsUrl}
`,
  },
  signedUp: {
    subject: ({ siteName }) => `欢迎加入${siteName}`,
    body: (details) => `您好！

此邮箱已于${when(details)}通过Login with Amazon创建了${details.siteName}账户。

您可以在此查看和更改登录方式：
${details.settingsUrl}

如果不是您本人操作，请告知我们。
`,
  },
  passwordSet: {
    subject: ({ siteName }) => `您在 ${siteName} 的账户已设置密码`,
    body: (details) => `您好：

${when(details)}，您在 ${details.siteName} 的账户设置了密码。您现在可以用它登录，也可以像以前一样使用亚马逊登录。

如果不是您本人操作，请更改密码并在此查看您的设置：
${details.settingsUrl}
`,
  },
  existing: {
    subject: ({ siteName }) => `您在 ${siteName} 已有账户`,
    body: (details) => `您好：

${when(details)}，有人想用此电子邮件地址在 ${details.siteName} 创建账户。您已经有账户，因此没有新建。

是您本人吗？请像往常一样登录。如果今后想用亚马逊登录，请在此连接：
${details.settingsUrl}

如果不是您本人，无需任何操作。
`,
  },
}

export const codeMails: Messages['codeMails'] = {
  proof: {
    subject: ({ siteName }) => `您在 ${siteName} 的验证码`,
    body: ({ siteName, code, until, url }) => `您好：

有人（希望是您本人）想把一个亚马逊账户连接到您在 ${siteName} 的账户。验证码是

${code}

在 ${until} 之前可在请求它的浏览器中使用一次。请在那里输入，或在该浏览器中打开此地址：
${url}

如果不是您本人，请勿把验证码告诉任何人。没有它，什么都不会发生。
`,
  },
  registration: {
    subject: ({ siteName }) => `您在 ${siteName} 的验证码`,
    body: ({ siteName, code, until }) => `您好：

要创建您在 ${siteName} 的账户，请在要求输入的页面上输入此验证码：

${code}

有效期至 ${until}。如果您没有要求创建账户，无需任何操作。
`,
  },
  setPassword: {
    subject: ({ siteName }) => `您在 ${siteName} 的验证码`,
    body: ({ siteName, code, until }) => `您好：

要为您在 ${siteName} 的账户设置密码，请在要求输入的页面上输入此验证码：

${code}

有效期至 ${until}。如果您没有要求，请勿把验证码告诉任何人，并检查您的账户。
`,
  },
}
