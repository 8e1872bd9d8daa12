import { formatMoment } from '../../moments.js'
import type { MailDetails, Messages } from '../messages.js'

const when = ({ when: moment, place }: MailDetails): string =>
  place === null ? formatMoment(moment, 'ja') : `${formatMoment(moment, 'ja')} (接続元 ${place})`

export const mails: Messages['mails'] = {
  linked: {
    subject: ({ siteName }) => `【${siteName}】Amazonアカウントが連携されました`,
    body: (details) => `いつもご利用いただき、ありがとうございます。

${when(details)}に、${details.siteName}のアカウントとAmazonアカウントが連携されました。今後はLogin with Amazonでサインインできます。

お心当たりがある場合、お手続きは必要ありません。

お心当たりがない場合は、こちらから連携を解除し、パスワードを変更してください。
${details.undoUrl ?? details.settingsUrl}
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
  passwordSet: {
    subject: ({ siteName }) => `${siteName}のアカウントにパスワードが設定されました`,
    body: (details) => `こんにちは。

${when(details)}に、${details.siteName}のアカウントにパスワードが設定されました。これからはこのパスワードでも、これまでどおりAmazonでもサインインできます。

お心当たりがない場合は、パスワードを変更し、こちらで設定を確認してください:
${details.settingsUrl}
`,
  },
  existing: {
    subject: ({ siteName }) => `${siteName}のアカウントはすでにあります`,
    body: (details) => `こんにちは。

${when(details)}に、このメールアドレスで${details.siteName}のアカウントを作成しようとした方がいます。すでにアカウントがあるため、新しいアカウントは作成されませんでした。

ご本人の場合は、いつもどおりサインインしてください。今後Amazonでサインインするには、こちらで接続してください:
${details.settingsUrl}

お心当たりがない場合は、何もする必要はありません。
`,
  },
}

export const codeMails: Messages['codeMails'] = {
  proof: {
    subject: ({ siteName }) => `${siteName}のコード`,
    body: ({ siteName, code, until, url }) => `こんにちは。

${siteName}のアカウントにAmazonアカウントを接続しようとしています。コードは次のとおりです。

${code}

${until}まで、コードを求めたブラウザーで1回だけ使えます。そこに入力するか、そのブラウザーで次のアドレスを開いてください:
${url}

お心当たりがない場合は、コードを誰にも教えないでください。コードがなければ何も起こりません。
`,
  },
  registration: {
    subject: ({ siteName }) => `${siteName}のコード`,
    body: ({ siteName, code, until }) => `こんにちは。

${siteName}のアカウントを作成するには、コードを求めるページにこのコードを入力してください。

${code}

${until}まで有効です。アカウントを希望していない場合は、何もする必要はありません。
`,
  },
  setPassword: {
    subject: ({ siteName }) => `${siteName}のコード`,
    body: ({ siteName, code, until }) => `こんにちは。

${siteName}のアカウントにパスワードを設定するには、コードを求めるページにこのコードを入力してください。

${code}

${until}まで有効です。お心当たりがない場合は、コードを誰にも教えず、アカウントを確認してください。
`,
  },
}
