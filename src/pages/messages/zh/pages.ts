import type { Messages } from '../messages.js'

export const common: Messages['common'] = {
  problemPrefix: '出现问题：',
  problemHeading: '请检查以下内容',
  amazonAccount: '亚马逊账户',
  accountAt: (site) => `${site}账户`,
  noName: '未提供姓名',
  email: '电子邮箱',
  password: '密码',
  passwordFor: (site) => `您的${site}密码`,
  passwordStaysHere: (site) => `不是您的亚马逊密码。此密码只会发送给${site}。`,
  forgotPassword: '忘记密码？',
  useAnotherAmazonAccount: '使用其他亚马逊账户',
  useAnotherAmazonAccountHelp: '如果亚马逊没有让您选择账户，请先在亚马逊退出登录。',
  otherWays: '其他方式',
  tryAgainIn: (duration) => `您可以在${duration}后重试。`,
  betweenSentences: '',
}

export const link: Messages['link'] = {
  title: '您已有账户',
  askTitle: '关联您的账户',
  located: (site) => `${site}已有使用此邮箱的账户。请证明该账户属于您，以便将两者关联。`,
  ask: (site) => `请输入您的${site}账户的邮箱和密码。`,
  askMismatch: '邮箱或密码不正确，请检查后重新输入。',
  why: '只需操作一次，以后即可使用Login with Amazon登录。',
  submit: '关联并登录',
  signInPage: (site) => `前往${site}的登录页面`,
  signInPageHelp: '可使用通行密钥、验证码等其他方式登录。',
  notMine: '这不是我的账户',
  notMineHelp: '接下来您可以创建新账户。',
  newAccount: '改为创建新账户',
  neutral: (site) => `此亚马逊账户尚未连接到 ${site} 的账户。请连接您已有的账户，或新建一个。`,
  mail: '通过邮件向我发送验证码',
  mailHelp: '适用于没有密码的账户。邮件会发送到该账户已确认的地址。',
  mailSent:
    '如果有一个没有密码的账户使用此地址，包含验证码的邮件已在途中。验证码只能使用一次，且仅限此浏览器。',
  mailAgain: '再发一封邮件',
  code: '邮件中的验证码',
  codeHelp: '十个字母和数字，不区分大小写。',
  codeSubmit: '连接并登录',
}

export const register: Messages['register'] = {
  title: '还差一步',
  intro: (site) => `请核对您的信息，确认后即可使用您的${site}账户。`,
  submit: '创建账户',
  haveAccount: '我已有账户',
  optional: '（选填）',
  name: '姓名',
  username: '用户名',
  postalCode: '邮政编码',
  choose: '请选择',
  fieldProblems: {
    required: '请填写此项。',
    taken: '此信息已被其他账户使用。如果该账户是您的，请选择“我已有账户”。',
    invalid: '内容似乎不正确，请检查。',
    incomplete: '请填写姓和名，中间用空格隔开。',
  },
  colon: '：',
  codeSent: (address) =>
    `我们已向 ${address} 发送邮件。如果邮件中有验证码，请在此输入以确认您的地址；如果没有，邮件会说明如何继续。`,
  codeAgain: '再发一封邮件',
}

export const confirm: Messages['confirm'] = {
  linkTitle: '要关联此亚马逊账户吗？',
  linkIntro: (site) => `您已登录${site}，并请求关联一个亚马逊账户。`,
  linkEffect: (site) => `关联后，任何能登录此亚马逊账户的人都可以打开您的${site}账户。`,
  linkMine: '是的，这是我的亚马逊账户',
  linkSubmit: '关联此亚马逊账户',
  linkDecline: '不关联',
  switchTitle: '要切换到其他账户吗？',
  switchIntro: (site) => `此亚马逊账户关联的是另一个${site}账户，而不是当前登录的账户。`,
  switchEffect: '如果切换，将先退出当前登录的账户。',
  switchSubmit: '切换账户',
  switchDecline: '保持当前登录',
  signedInHere: (site) => `当前登录的${site}账户`,
  askPassword: '距您上次登录已有一段时间，请再次输入密码。',
}

export const connections: Messages['connections'] = {
  title: 'Login with Amazon',
  intro: (site) => `您可以使用此亚马逊账户登录${site}。`,
  linkedAt: '关联日期',
  lastUsedAt: '上次使用',
  notKnown: '未知',
  remove: '解除关联',
  removeHelp: (site) => `您的${site}账户会保留，但不能再使用此亚马逊账户登录。`,
  empty: '尚未关联亚马逊账户',
  emptyHelp: (site) => `关联后，您无需另设密码即可登录${site}。`,
  signOut: (site) => `退出${site}并不会退出亚马逊。在公用电脑上，请同时在亚马逊退出登录。`,
  notices: {
    linked: '您的亚马逊账户已关联。',
    unlinked: '已解除与亚马逊的关联。',
    'password-set': '您的密码已设置。',
  },
  otherEmail: '您的亚马逊账户显示了另一个电子邮件地址：',
  changeEmail: '在此也更改地址',
  setPassword: '设置密码',
  setPasswordHelp: (site) =>
    `有了密码，您不通过亚马逊也能登录 ${site}。我们会先向您的电子邮件地址发送验证码。`,
  setPasswordSend: '向我发送验证码',
  setPasswordSubmit: '设置密码',
  newPassword: (site) => `${site} 的新密码`,
  signInAgain: '您登录已有一段时间。请再次使用亚马逊登录，然后返回此处。',
}

export const undo: Messages['undo'] = {
  title: '这不是您本人操作？',
  intro: (site) => `一个亚马逊账户已连接到您在 ${site} 的账户。`,
  effect: '如果继续，连接将被移除，所有设备都将退出登录。',
  submit: '移除连接',
  doneTitle: '连接已移除',
  done: (site) => `该亚马逊账户不能再打开您在 ${site} 的账户。请立即更改密码。`,
}

export const device: Messages['device'] = {
  title: '为您的设备继续操作',
  intro: (site) =>
    `您的电视或应用显示了一个代码。请在此输入该代码，然后用同一个亚马逊账户登录。这样您在${site}的账户就会关联。`,
  code: '设备上的代码',
  codeHelp: '八个字母和数字，不区分大小写。',
  warning: '只输入您自己的设备显示的代码，切勿输入他人发给您的代码。',
  doneTitle: '完成了',
  done: '您的设备稍后会自动继续。您可以关闭此页面。',
}

export const other: Messages['other'] = {
  startTitle: (site) => `登录${site}`,
  startIntro: (site) => `您可以使用亚马逊账户登录${site}或创建账户。`,
  continueTitle: '正在前往亚马逊',
  continueIntro: '即将转到亚马逊。如果页面没有变化，请点击链接。',
  continueLink: '继续前往亚马逊',
  onwardTitle: '请稍候',
  onwardIntro: '即将转到下一页。如果页面没有变化，请点击链接。',
  onwardLink: '继续',
  tryAgain: '重试',
  signIn: (site) => `登录${site}`,
  goHome: (site) => `返回${site}`,
  reference: '参考编号：',
  noAnswer: {
    title: '无法连接',
    happened: '没有收到响应，因此无法确定您的上一步操作是否已送达。',
    next: '请检查网络连接，然后重试。',
  },
}

export const buttonHints: Messages['buttonHints'] = {
  'sign-in': '使用您的亚马逊账户登录，无需设置新密码。',
  register: '使用您在亚马逊的姓名和邮箱创建账户。',
  checkout: '使用您的亚马逊账户登录，然后继续下单。',
  link: '关联您的亚马逊账户，下次即可用它登录。',
}

export const passwordResetNote: Messages['passwordResetNote'] = {
  signedInWithAmazon: (site) =>
    `您当前是通过亚马逊登录的。亚马逊密码需在亚马逊修改，而不是在这里。在这里设置的密码仅用于${site}。`,
  anyone: (site) =>
    `您是通过亚马逊登录${site}的吗？如果是，您在这里不需要密码。如果忘记了亚马逊密码，请在亚马逊重设。`,
  inMail: (site) =>
    `您使用亚马逊登录 ${site}，因此此账户在这里没有密码。如果忘记了亚马逊密码，请在亚马逊重置。`,
}
