import type { Messages } from '../messages.js'

export const common: Messages['common'] = {
  problemPrefix: '問題があります：',
  problemHeading: '次の項目をご確認ください',
  amazonAccount: 'Amazonアカウント',
  accountAt: (site) => `${site}のアカウント`,
  noName: 'お名前の登録なし',
  email: 'メールアドレス',
  password: 'パスワード',
  passwordFor: (site) => `${site}のパスワード`,
  passwordStaysHere: (site) => `Amazonのパスワードではありません。${site}にのみ送信されます。`,
  forgotPassword: 'パスワードをお忘れですか？',
  useAnotherAmazonAccount: '別のAmazonアカウントを使う',
  useAnotherAmazonAccountHelp: 'Amazonでアカウントを選べない場合は、先にAmazonからサインアウトしてください。',
  otherWays: 'その他の方法',
  tryAgainIn: (duration) => `${duration}後にもう一度お試しいただけます。`,
  betweenSentences: '',
}

export const link: Messages['link'] = {
  title: 'すでにアカウントをお持ちです',
  askTitle: 'アカウントの連携',
  located: (site) =>
    `このメールアドレスは${site}のアカウントに登録されています。ご本人であることを確認できたら、2つのアカウントを連携します。`,
  ask: (site) => `${site}のアカウントのメールアドレスとパスワードを入力してください。`,
  askMismatch: 'メールアドレスまたはパスワードが正しくありません。両方をご確認ください。',
  why: 'この手順は1回だけです。次回からはLogin with Amazonでサインインできます。',
  submit: '連携してサインイン',
  signInPage: (site) => `${site}のサインインページへ進む`,
  signInPageHelp: 'パスキーやコードなど、ほかの方法でサインインする場合はこちらです。',
  notMine: '自分のアカウントではありません',
  notMineHelp: '続けて、新しいアカウントを作成できます。',
  newAccount: '新しいアカウントを作成する',
  neutral: (site) =>
    `このAmazonアカウントは、まだ${site}のアカウントに接続されていません。お持ちのアカウントを接続するか、新しく作成してください。`,
  mail: 'コードをメールで受け取る',
  mailHelp: 'パスワードのないアカウント用です。メールは、アカウントで確認済みのアドレスに届きます。',
  mailSent:
    'このアドレスでパスワードのないアカウントがあれば、コードを記したメールをお送りしました。コードは1回だけ、このブラウザーでのみ使えます。',
  mailAgain: 'もう一度メールを送る',
  code: 'メールに記載のコード',
  codeHelp: '英字と数字の10文字です。大文字と小文字は区別しません。',
  codeSubmit: '接続してサインイン',
}

export const register: Messages['register'] = {
  title: 'あと少しで完了です',
  intro: (site) => `内容をご確認ください。これで${site}のアカウントをご利用いただけます。`,
  submit: 'アカウントを作成',
  haveAccount: 'すでにアカウントを持っています',
  optional: '（任意）',
  name: 'お名前',
  username: 'ユーザー名',
  postalCode: '郵便番号',
  choose: '選択してください',
  fieldProblems: {
    required: '入力してください。',
    taken:
      'すでに別のアカウントで使われています。ご自身のアカウントの場合は「すでにアカウントを持っています」を選んでください。',
    invalid: '入力内容が正しくないようです。ご確認ください。',
    incomplete: '姓と名の間にスペースを入れて、両方を入力してください。',
  },
  colon: '：',
  codeSent: (address) =>
    `${address}にメールを送りました。コードが記載されていれば、ここに入力してアドレスを確認してください。記載がなければ、メールの案内に従ってください。`,
  codeAgain: 'もう一度メールを送る',
}

export const confirm: Messages['confirm'] = {
  linkTitle: 'このAmazonアカウントを連携しますか？',
  linkIntro: (site) => `${site}にサインインした状態で、Amazonアカウントの連携を選択されました。`,
  linkEffect: (site) =>
    `連携すると、このAmazonアカウントにサインインできる人は、${site}のあなたのアカウントも開けるようになります。`,
  linkMine: 'はい、自分のAmazonアカウントです',
  linkSubmit: 'このAmazonアカウントを連携する',
  linkDecline: '連携しない',
  switchTitle: '別のアカウントに切り替えますか？',
  switchIntro: (site) =>
    `このAmazonアカウントは、現在サインイン中のものとは別の${site}アカウントと連携されています。`,
  switchEffect: '切り替えると、まず現在のアカウントからサインアウトします。',
  switchSubmit: 'アカウントを切り替える',
  switchDecline: '今のアカウントのままにする',
  signedInHere: (site) => `${site}でサインイン中`,
  askPassword: 'サインインしてから時間が経っています。もう一度パスワードを入力してください。',
}

export const connections: Messages['connections'] = {
  title: 'Login with Amazon',
  intro: (site) => `${site}へのサインインに使えるAmazonアカウントです。`,
  linkedAt: '連携日',
  lastUsedAt: '最終利用日',
  notKnown: '不明',
  remove: '連携を解除する',
  removeHelp: (site) =>
    `${site}のアカウントはそのまま残ります。このAmazonアカウントではサインインできなくなります。`,
  empty: '連携中のAmazonアカウントはありません',
  emptyHelp: (site) => `連携すると、別のパスワードなしで${site}にサインインできます。`,
  signOut: (site) =>
    `${site}からサインアウトしても、Amazonからはサインアウトされません。共用のパソコンでは、Amazonからもサインアウトしてください。`,
  notices: {
    linked: 'Amazonアカウントを連携しました。',
    unlinked: 'Amazonとの連携を解除しました。',
    'password-set': 'パスワードを設定しました。',
  },
  otherEmail: 'Amazonアカウントには別のメールアドレスが登録されています:',
  changeEmail: 'ここのアドレスも変更する',
  setPassword: 'パスワードを設定する',
  setPasswordHelp: (site) =>
    `パスワードがあれば、Amazonを使わずに${site}にサインインすることもできます。まず、メールアドレスにコードを送ります。`,
  setPasswordSend: 'コードを送る',
  setPasswordSubmit: 'パスワードを設定',
  newPassword: (site) => `${site}の新しいパスワード`,
  signInAgain:
    'サインインしてから時間がたっています。もう一度Amazonでサインインしてから、ここに戻ってください。',
}

export const undo: Messages['undo'] = {
  title: 'お心当たりがありませんか?',
  intro: (site) => `Amazonアカウントが、${site}のお客様のアカウントに接続されました。`,
  effect: '続けると、接続が解除され、すべての端末からサインアウトします。',
  submit: '接続を解除',
  doneTitle: '接続を解除しました',
  done: (site) =>
    `そのAmazonアカウントで${site}のお客様のアカウントを開くことはできなくなりました。すぐにパスワードを変更してください。`,
}

export const device: Messages['device'] = {
  title: 'デバイスの手続きを続ける',
  intro: (site) =>
    `テレビまたはアプリにコードが表示されています。ここに入力し、同じAmazonアカウントでサインインしてください。${site}のアカウントが接続されます。`,
  code: 'デバイスのコード',
  codeHelp: '英数字8文字。大文字と小文字は区別しません。',
  warning:
    'ご自分のデバイスに表示されたコードだけを入力してください。人から送られてきたコードは入力しないでください。',
  doneTitle: '完了しました',
  done: 'まもなくデバイスが自動的に先へ進みます。このページは閉じてかまいません。',
}

export const other: Messages['other'] = {
  startTitle: (site) => `${site}にサインイン`,
  startIntro: (site) => `Amazonアカウントを使って、${site}へのサインインやアカウントの作成ができます。`,
  continueTitle: 'Amazonへ移動します',
  continueIntro: 'Amazonへ移動しています。画面が変わらない場合は、リンクをご利用ください。',
  continueLink: 'Amazonへ進む',
  onwardTitle: '少々お待ちください',
  onwardIntro: '次のページへ移動しています。画面が変わらない場合は、リンクをご利用ください。',
  onwardLink: '次へ進む',
  tryAgain: 'もう一度試す',
  signIn: (site) => `${site}にサインイン`,
  goHome: (site) => `${site}に戻る`,
  reference: 'お問い合わせ番号：',
  noAnswer: {
    title: '接続できません',
    happened: '応答がありませんでした。直前の操作が届いたかどうかは確認できません。',
    next: '接続を確認して、もう一度お試しください。',
  },
}

export const buttonHints: Messages['buttonHints'] = {
  'sign-in': 'Amazonアカウントでサインインできます。新しいパスワードは必要ありません。',
  register: 'Amazonに登録したお名前とメールアドレスで、アカウントを作成できます。',
  checkout: 'Amazonアカウントでサインインして、ご注文を続けられます。',
  link: 'Amazonアカウントを連携すると、次回からそのアカウントでサインインできます。',
}

export const passwordResetNote: Messages['passwordResetNote'] = {
  signedInWithAmazon: (site) =>
    `Amazonでサインインしています。Amazonのパスワードは、ここではなくAmazonで変更してください。ここで設定するパスワードは${site}専用です。`,
  anyone: (site) =>
    `${site}へAmazonでサインインしている場合、ここでのパスワードは必要ありません。Amazonのパスワードをお忘れの場合は、Amazonで再設定してください。`,
  inMail: (site) =>
    `${site}にはAmazonでサインインしているため、このアカウントにはパスワードがありません。Amazonのパスワードをお忘れの場合は、Amazonで再設定してください。`,
}
