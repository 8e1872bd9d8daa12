import { formatMoment } from '../../moments.js'
import type { MailDetails, Messages } from '../messages.js'

const when = (details: MailDetails): string => formatMoment(details.when, 'ja')

export const mails: Messages['mails'] = {
  linked: {
    subject: ({ siteName }) => `【${siteName}】Amazonアカウントが連携されました`,
    body: (details) => `いつもご利用いただき、ありがとうございます。

${when(details)}に、${details.siteName}のアカウントとAmazonアカウントが連携されました。今後はLogin with Amazonでサインインできます。

お心当たりがある場合、お手続きは必要ありません。

お心当たりがない場合は、こちらから連携を解除し、パスワードを変更してください。
${details.settingsUrl}
`,
  },
  unlinked: {
    subject: ({ siteName }) => `【${siteName}】Amazonとの連携が解除されました`,
    body: (details) => `いつもご利用いただき、ありがとうございます。

${when(details)}に、${details.siteName}のアカウントとAmazonの連携が解除されました。Login with Amazonではサインインできなくなりました。

お心当たりがある場合、お手続きは必要ありません。

お心当たりがない場合は、パスワードを変更し、こちらから設定をご確認ください。
${details.settingsUrl}
`,
  },
  signedUp: {
    subject: ({ siteName }) => `【${siteName}】アカウントが作成されました`,
    body: (details) => `ご登録いただき、ありがとうございます。

${when(details)}に、このメールアドレスで、Login with Amazonを使って${details.siteName}のアカウントが作成されました。

サインイン方法の確認と変更は、こちらから行えます。
${details.settingsUrl}

お心当たりがない場合は、お手数ですがお知らせください。
`,
  },
}
