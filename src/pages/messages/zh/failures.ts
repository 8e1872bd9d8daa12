import type { Messages } from '../messages.js'

const amazonFault = '请过几分钟重试，或使用其他方式登录。'
const setUpFault = '请使用其他方式登录；如果方便，也请告知我们。'
const ownFault = '请过几分钟重试。'

export const failures: Messages['failures'] = {
  'amazon-unreachable': {
    title: '无法连接到亚马逊',
    happened: '目前无法与亚马逊建立连接，未作任何更改。',
    next: amazonFault,
  },
  'amazon-timeout': {
    title: '亚马逊没有回应',
    happened: '亚马逊回应时间过长，我们已停止等待，未作任何更改。',
    next: amazonFault,
  },
  'amazon-unavailable': {
    title: '亚马逊繁忙',
    happened: 'Login with Amazon目前不可用，未作任何更改。',
    next: amazonFault,
  },
  'amazon-answer-invalid': {
    title: '亚马逊的回应不明确',
    happened: '我们无法读取亚马逊发来的内容，因此没有登录任何账户。',
    next: amazonFault,
  },
  'amazon-client-rejected': {
    title: 'Login with Amazon设置有误',
    happened: '亚马逊目前不接受本网站的请求。这不是您的问题。',
    next: setUpFault,
  },
  'amazon-token-rejected': {
    title: '亚马逊未确认您的登录',
    happened: '亚马逊没有接受它刚刚给出的登录凭据，因此没有登录任何账户。',
    next: amazonFault,
  },
  'amazon-scope-insufficient': {
    title: '亚马逊共享的信息不足',
    happened: '亚马逊不允许我们读取您的身份信息。',
    next: '请重试并允许共享，或使用其他方式登录。',
  },
  'amazon-profile-invalid': {
    title: '亚马逊未提供您的身份',
    happened: '亚马逊的回应中没有我们可以使用的账户。',
    next: amazonFault,
  },
  'amazon-profile-legacy': {
    title: 'Login with Amazon设置有误',
    happened: '亚马逊以过时的格式作出了回应。这不是您的问题。',
    next: setUpFault,
  },
  'amazon-audience-mismatch': {
    title: '此登录属于另一个应用',
    happened: '亚马逊将此登录发给了另一个应用，因此我们没有接受。',
    next: '请从我们自己的页面重新开始。',
  },
  'host-failed': {
    title: '无法打开您的账户',
    happened: '我们这边出现了问题。',
    next: ownFault,
  },
  'session-failed': {
    title: '您未能登录',
    happened: '为您登录时，我们这边出现了问题。',
    next: ownFault,
  },
  'store-failed': {
    title: '无法保存',
    happened: '我们这边出现了问题。',
    next: ownFault,
  },
  'mail-failed': {
    title: '邮件无法发送',
    happened: '我们暂时无法向您发送邮件。没有任何更改。',
    next: '请几分钟后再试。',
  },
  internal: {
    title: '出现问题',
    happened: '这是我们的问题，不是您的问题。',
    next: ownFault,
  },
}
