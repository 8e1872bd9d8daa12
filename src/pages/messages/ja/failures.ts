import type { Messages } from '../messages.js'

const amazonFault = '数分後にもう一度お試しいただくか、別の方法でサインインしてください。'
const setUpFault = '別の方法でサインインしてください。よろしければ、この問題をお知らせください。'
const ownFault = '数分後にもう一度お試しください。'

export const failures: Messages['failures'] = {
  'amazon-unreachable': {
    title: 'Amazonに接続できません',
    happened: '現在、Amazonに接続できません。何も変更していません。',
    next: amazonFault,
  },
  'amazon-timeout': {
    title: 'Amazonから応答がありません',
    happened: 'Amazonの応答に時間がかかりすぎたため、待機を中止しました。何も変更していません。',
    next: amazonFault,
  },
  'amazon-unavailable': {
    title: 'Amazonが混み合っています',
    happened: '現在、Login with Amazonをご利用いただけません。何も変更していません。',
    next: amazonFault,
  },
  'amazon-answer-invalid': {
    title: 'Amazonの応答を確認できませんでした',
    happened: 'Amazonから届いた内容を読み取れなかったため、サインインを行いませんでした。',
    next: amazonFault,
  },
  'amazon-client-rejected': {
    title: 'Login with Amazonの設定に問題があります',
    happened: '現在、Amazonがこのサイトを受け付けていません。お客様の操作によるものではありません。',
    next: setUpFault,
  },
  'amazon-token-rejected': {
    title: 'Amazonでサインインを確認できませんでした',
    happened: '直前のサインインがAmazonに受け付けられなかったため、サインインを行いませんでした。',
    next: amazonFault,
  },
  'amazon-scope-insufficient': {
    title: 'Amazonから共有された情報が足りません',
    happened: 'お客様の情報を読み取ることが、Amazonで許可されませんでした。',
    next: 'もう一度お試しになり、情報の共有を許可してください。別の方法でもサインインできます。',
  },
  'amazon-profile-invalid': {
    title: 'Amazonでご本人を確認できませんでした',
    happened: 'Amazonの応答に、利用できるアカウントの情報がありませんでした。',
    next: amazonFault,
  },
  'amazon-profile-legacy': {
    title: 'Login with Amazonの設定に問題があります',
    happened: 'Amazonから古い形式の応答がありました。お客様の操作によるものではありません。',
    next: setUpFault,
  },
  'amazon-audience-mismatch': {
    title: 'これは別のアプリ向けのサインインです',
    happened: 'Amazonが別のアプリに発行したサインインのため、受け付けませんでした。',
    next: '当サイトのページからやり直してください。',
  },
  'host-failed': {
    title: 'アカウントを開けませんでした',
    happened: '当サイトで問題が発生しました。',
    next: ownFault,
  },
  'session-failed': {
    title: 'サインインできませんでした',
    happened: 'サインイン中に、当サイトで問題が発生しました。',
    next: ownFault,
  },
  'store-failed': {
    title: '保存できませんでした',
    happened: '当サイトで問題が発生しました。',
    next: ownFault,
  },
  'mail-failed': {
    title: 'メールを送れませんでした',
    happened: 'ただいまメールを送ることができませんでした。何も変更されていません。',
    next: '数分後にもう一度お試しください。',
  },
  internal: {
    title: '問題が発生しました',
    happened: '当サイトの不具合です。お客様の操作によるものではありません。',
    next: ownFault,
  },
}
