import { formatMoment } from '../../moments.js'
import type { MailDetails, Messages } from '../messages.js'

const when = (details: MailDetails): string => formatMoment(details.when, 'zh')

export const mails: Messages['mails'] = {
  linked: {
    subject: ({ siteName }) => `您的${siteName}账户现可通过亚马逊账户登录`,
    body: (details) => `您好！

您的${details.siteName}账户已于${when(details)}与一个亚马逊账户关联。现在可以使用Login with Amazon登录。

如果是您本人操作，则无需任何处理。

如果不是，请在此解除关联，并修改您的密码：
${details.settingsUrl}
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
}
