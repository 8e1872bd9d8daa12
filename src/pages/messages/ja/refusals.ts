import type { Messages } from '../messages.js'

const beginAgain = 'もう一度Login with Amazonからやり直してください。'

export const refusals: Messages['refusals'] = {
  'authorization-declined': {
    title: 'サインインしていません',
    happened: 'Amazonの情報の共有を選択されなかったため、何も変更していません。',
    next: 'いつでももう一度お試しいただけます。別の方法でもサインインできます。',
  },
  'authorization-failed': {
    title: 'Amazonでサインインできませんでした',
    happened: 'サインインが完了しないまま、Amazonから戻ってきました。',
    next: 'もう一度お試しください。同じことが起きる場合は、別の方法でサインインしてください。',
  },
  'code-rejected': {
    title: 'このサインインはすでに使用されています',
    happened:
      'Amazonからの応答は1回限りで、短時間だけ有効です。ページを再読み込みしたり、前のページに戻ったりすると、この表示になります。',
    next: beginAgain,
  },
  'token-rejected': {
    title: 'このサインインをAmazonで確認できません',
    happened: 'アプリから届いたアクセストークンは、期限切れか、取り消されたか、Amazonのものではありません。',
    next: 'アプリでもう一度Amazonにサインインしてください。',
  },
  'token-of-another-client': {
    title: 'このサインインは別のアプリのものです',
    happened: 'このアクセストークンは別のアプリに発行されたものなので、ここでは使用しません。',
    next: 'このアプリでAmazonを使ってサインインしてください。',
  },
  'device-code-wrong': {
    title: 'コードがこのAmazonアカウントのものではありません',
    happened: 'コードが別のAmazonアカウント用か、古いか、入力に誤りがあります。',
    next: 'デバイスをもう一度確認し、同じAmazonアカウントでサインインしてください。',
  },
  'device-code-expired': {
    title: 'コードの有効期限が切れました',
    happened: 'コードが時間内に使用されませんでした。',
    next: 'デバイスでもう一度始めて、新しいコードを取得してください。',
  },
  'transaction-missing': {
    title: 'サインインの手続きが見つかりません',
    happened: 'このブラウザで始めた手続きではないか、Cookieが保存されていません。',
    next: 'このサイトのCookieを許可して、このブラウザでもう一度やり直してください。',
  },
  'transaction-unknown': {
    title: 'サインインの手続きが一致しません',
    happened: 'Amazonからの応答が、このブラウザで始めたサインインのものではありません。',
    next: beginAgain,
  },
  'transaction-expired': {
    title: 'サインインの有効時間が過ぎました',
    happened: '安全のため、サインインは数分以内に完了していただく必要があります。',
    next: beginAgain,
  },
  'session-changed': {
    title: 'サインインの状態が変わりました',
    happened:
      '手続きの間に、このブラウザでサインインまたはサインアウトがあったため、連携を行いませんでした。',
    next: '連携したいアカウントにサインインして、もう一度やり直してください。',
  },
  'already-signed-in': {
    title: '別のアカウントでサインインしています',
    happened: 'このAmazonアカウントは、現在サインイン中のアカウントと連携されていません。',
    next: '連携するには、アカウント設定を開いてください。別のアカウントを使うには、先にサインアウトしてください。',
  },
  'linked-to-another-account': {
    title: 'このAmazonアカウントは使用中です',
    happened: 'このAmazonアカウントは、すでに別のアカウントと連携されています。何も変更していません。',
    next: 'Amazonでサインインしてそのアカウントを開くか、別のAmazonアカウントをご利用ください。',
  },
  'account-has-another-link': {
    title: '別のAmazonアカウントが連携されています',
    happened: 'お使いのアカウントは、すでに別のAmazonアカウントと連携されています。',
    next: '連携中のAmazonアカウントでサインインするか、先にアカウント設定で連携を解除してください。',
  },
  'already-linked': {
    title: 'すでに連携されています',
    happened: 'このAmazonアカウントは、お使いのアカウントと連携済みです。ほかに必要な手続きはありません。',
    next: '次回からはLogin with Amazonでサインインできます。',
  },
  'account-disabled': {
    title: 'このアカウントは利用停止中です',
    happened: '現在、このアカウントはご利用いただけません。',
    next: 'サポートまでお問い合わせください。',
  },
  'account-gone': {
    title: 'アカウントが見つかりません',
    happened: 'ご利用になろうとしたアカウントは削除されています。',
    next: '新しいアカウントを作成するには、もう一度最初からやり直してください。',
  },
  'account-refused': {
    title: '現在サインインできません',
    happened: 'このアカウントでのサインインは、現在許可されていません。',
    next: 'サポートまでお問い合わせください。',
  },
  'account-ambiguous': {
    title: 'アカウントを特定できません',
    happened: 'メールアドレスとパスワードから、アカウントを1つに絞り込めませんでした。',
    next: 'いつもの方法でサインインしてから、アカウント設定でAmazonを連携してください。',
  },
  'registration-closed': {
    title: '新規アカウントの受付を停止しています',
    happened:
      'このAmazonアカウントと連携されたアカウントはありません。また、現在は新しいアカウントを作成できません。',
    next: 'アカウントをお持ちの場合は、いつもの方法でサインインし、アカウント設定でAmazonを連携してください。',
  },
  'sign-in-required': {
    title: '先にサインインしてください',
    happened: 'このページをご覧いただくには、サインインが必要です。',
    next: 'サインインしてから、もう一度このページを開いてください。',
  },
  'reauthentication-required': {
    title: 'ご本人確認をお願いします',
    happened: 'サインインしてから時間が経っています。この変更には、改めてサインインが必要です。',
    next: 'パスワードを入力するか、もう一度サインインしてください。',
  },
  'wrong-password': {
    title: 'パスワードが一致しません',
    happened: 'このアカウントのパスワードではありません。',
    next: 'Amazonではなく、このサイトのパスワードを入力してください。',
  },
  'password-missing': {
    title: 'パスワードが入力されていません',
    happened: 'パスワードを入力してください。',
    next: '',
  },
  'password-locked': {
    title: 'パスワードは一時的に使用できません',
    happened: '入力の間違いが続いたため、現在このアカウントではパスワードをご利用いただけません。',
    next: 'しばらくお待ちいただくか、「パスワードをお忘れですか？」から新しいパスワードを設定してください。',
  },
  'code-wrong': {
    title: 'このコードは使えません',
    happened: 'コードが正しくないか、すでに使われたか、別のブラウザー用のものです。',
    next: '最新のメールを確認するか、もう一度メールを送ってください。',
  },
  'undo-expired': {
    title: '取り消すものがありません',
    happened: 'このリンクはすでに使われたか、古すぎるか、接続がすでにありません。',
    next: '設定でサインイン方法を確認し、ご不安な場合はパスワードを変更してください。',
  },
  'password-exists': {
    title: 'パスワードはすでにあります',
    happened: 'このアカウントにはパスワードがあるため、このページでは設定できません。',
    next: 'アカウントの設定で変更してください。',
  },
  'too-many-attempts': {
    title: '試行回数が多すぎます',
    happened: 'アカウントを守るため、試行できる回数を制限しています。',
    next: 'しばらく待ってから、もう一度お試しください。',
  },
  'ticket-missing': {
    title: 'サインインの手続きが見つかりません',
    happened:
      'このブラウザには、途中のサインインがありません。すでに完了しているか、Cookieが無効になっている可能性があります。',
    next: beginAgain,
  },
  'ticket-expired': {
    title: 'サインインの有効時間が過ぎました',
    happened: '安全のため、この手順は短時間だけ有効です。',
    next: beginAgain,
  },
  'ticket-used': {
    title: 'この手順はすでに完了しています',
    happened: 'このサインインは、別のタブなどですでに完了しています。',
    next: 'サインインできていない場合は、もう一度Login with Amazonからやり直してください。',
  },
  'ticket-mismatch': {
    title: 'このページは古くなっています',
    happened: 'サインインの手続きが、別のタブなどで先に進んでいます。',
    next: beginAgain,
  },
  declined: {
    title: '連携しませんでした',
    happened: '手続きを中止されたため、何も変更していません。',
    next: 'いつでもやり直せます。別の方法でもサインインできます。',
  },
  'not-linked': {
    title: '連携中のAmazonアカウントはありません',
    happened: '解除する連携がありません。すでに解除されている可能性があります。',
    next: '',
  },
  'last-way-to-sign-in': {
    title: 'サインインの方法がこれしかありません',
    happened: '解除するとアカウントを開けなくなるため、まだ解除できません。',
    next: '先にアカウントのパスワードを設定してください。その後、連携を解除できます。',
  },
  'cross-site-request': {
    title: '当サイトのページから操作してください',
    happened: '別のサイトからの操作だったため、実行しませんでした。',
    next: 'ご自身で操作された場合は、ここからやり直してください。',
  },
  'csrf-token-invalid': {
    title: 'このページは古くなっています',
    happened: 'フォームが現在のサインインと一致しないため、何も変更していません。',
    next: '前のページに戻って再読み込みし、もう一度お試しください。',
  },
  'malformed-request': {
    title: '内容を読み取れませんでした',
    happened: '送信された内容が不完全だったため、何も変更していません。',
    next: 'もう一度最初からやり直してください。',
  },
  'unsupported-content-type': {
    title: '内容を読み取れませんでした',
    happened: '対応していない形式で送信されました。',
    next: 'もう一度最初から、ページのフォームを使ってやり直してください。',
  },
  'body-too-large': {
    title: '入力内容が長すぎます',
    happened: 'フォームの文字数が上限を超えています。',
    next: '前のページに戻り、入力内容を短くしてください。',
  },
  'method-not-allowed': {
    title: 'このアドレスは直接開けません',
    happened: 'このアドレスは、ボタンやフォームからのみ利用できます。',
    next: '当サイトのページからやり直してください。',
  },
  'route-unknown': {
    title: 'ページが見つかりません',
    happened: 'アドレスが間違っているか、古くなっている可能性があります。',
    next: '当サイトのページからやり直してください。',
  },
  'try-again': {
    title: 'もう一度お試しください',
    happened: '同じタイミングで別の変更があったため、処理を行いませんでした。',
    next: '通常は、もう一度お試しいただくと完了します。',
  },
}
