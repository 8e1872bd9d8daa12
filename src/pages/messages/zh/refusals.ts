import type { Messages } from '../messages.js'

const beginAgain = '请重新使用Login with Amazon登录。'

export const refusals: Messages['refusals'] = {
  'authorization-declined': {
    title: '您尚未登录',
    happened: '您选择了不共享亚马逊账户信息，因此未作任何更改。',
    next: '您可以随时重试，也可以使用其他方式登录。',
  },
  'authorization-failed': {
    title: '亚马逊未能让您登录',
    happened: '您从亚马逊返回时，登录尚未完成。',
    next: '请重试。如果再次出现此问题，请使用其他方式登录。',
  },
  'code-rejected': {
    title: '此次登录已被使用',
    happened: '亚马逊的回应只能使用一次，且只在短时间内有效。刷新页面或返回上一页时会出现这种情况。',
    next: beginAgain,
  },
  'token-rejected': {
    title: '亚马逊不再确认此次登录',
    happened: '应用发送的访问令牌已过期、已被撤销，或不是亚马逊签发的。',
    next: '请在应用中重新登录亚马逊。',
  },
  'token-of-another-client': {
    title: '此次登录属于另一个应用',
    happened: '亚马逊把该访问令牌发给了另一个应用，因此在这里不予使用。',
    next: '请在此应用中使用亚马逊账户登录。',
  },
  'device-code-wrong': {
    title: '代码与此亚马逊账户不符',
    happened: '该代码是为另一个亚马逊账户显示的，或已过时，或输入有误。',
    next: '请再看一下您的设备，并使用同一个亚马逊账户登录。',
  },
  'device-code-expired': {
    title: '代码已过期',
    happened: '代码没有在规定时间内使用。',
    next: '请在设备上重新开始，以获取新代码。',
  },
  'transaction-missing': {
    title: '找不到您的登录请求',
    happened: '此次登录不是在这个浏览器中开始的，或者浏览器未保存Cookie。',
    next: '请允许本网站使用Cookie，然后在此浏览器中重新开始。',
  },
  'transaction-unknown': {
    title: '登录请求不匹配',
    happened: '亚马逊的回应与此浏览器中开始的登录不符。',
    next: beginAgain,
  },
  'transaction-expired': {
    title: '登录已超时',
    happened: '为了您的安全，登录需要在几分钟内完成。',
    next: beginAgain,
  },
  'session-changed': {
    title: '您的登录状态已变化',
    happened: '在此期间，有人在这个浏览器中登录或退出了账户，因此未进行关联。',
    next: '请登录您要关联的账户，然后重新开始。',
  },
  'already-signed-in': {
    title: '当前登录的是另一个账户',
    happened: '此亚马逊账户未与当前登录的账户关联。',
    next: '如需关联，请打开账户设置。如需使用其他账户，请先退出登录。',
  },
  'linked-to-another-account': {
    title: '此亚马逊账户已被使用',
    happened: '此亚马逊账户已与另一个账户关联，未作任何更改。',
    next: '请使用亚马逊登录以打开那个账户，或使用其他亚马逊账户。',
  },
  'account-has-another-link': {
    title: '已关联其他亚马逊账户',
    happened: '您的账户已与另一个亚马逊账户关联。',
    next: '请使用那个亚马逊账户登录，或先在账户设置中解除关联。',
  },
  'already-linked': {
    title: '已经关联',
    happened: '此亚马逊账户已与您的账户关联，无需其他操作。',
    next: '下次请使用Login with Amazon登录。',
  },
  'account-disabled': {
    title: '此账户已停用',
    happened: '目前无法使用此账户。',
    next: '请联系客服。',
  },
  'account-gone': {
    title: '账户已不存在',
    happened: '您要使用的账户已被删除。',
    next: '请重新开始，以创建新账户。',
  },
  'account-refused': {
    title: '您现在无法登录',
    happened: '目前不允许登录此账户。',
    next: '请联系客服。',
  },
  'account-ambiguous': {
    title: '无法确定哪个账户是您的',
    happened: '该邮箱和密码对应的账户不是唯一的。',
    next: '请按平常的方式登录，然后在账户设置中关联亚马逊。',
  },
  'registration-closed': {
    title: '暂不开放新账户',
    happened: '没有账户与此亚马逊账户关联，而且目前无法创建新账户。',
    next: '如果您已有账户，请按平常的方式登录，并在账户设置中关联亚马逊。',
  },
  'sign-in-required': {
    title: '请先登录',
    happened: '登录后才能查看此页面。',
    next: '请登录，然后返回这里。',
  },
  'reauthentication-required': {
    title: '请确认是您本人',
    happened: '距您上次登录已有一段时间，进行此更改需要重新登录。',
    next: '请输入密码，或重新登录。',
  },
  'wrong-password': {
    title: '密码不匹配',
    happened: '密码与此账户不符。',
    next: '请使用您在本网站的密码，而不是亚马逊密码。',
  },
  'password-missing': {
    title: '未填写密码',
    happened: '请输入您的密码。',
    next: '',
  },
  'password-locked': {
    title: '密码已暂时锁定',
    happened: '错误次数过多，此账户目前不接受密码登录。',
    next: '请稍后再试，或通过“忘记密码？”设置新密码。',
  },
  'code-wrong': {
    title: '此验证码无效',
    happened: '验证码不正确、已被使用，或属于另一个浏览器。',
    next: '请查看最新的邮件，或再要求一封。',
  },
  'undo-expired': {
    title: '没有可撤销的内容',
    happened: '此链接已被使用、已过期，或连接已不存在。',
    next: '请在设置中查看您的登录方式；如有疑问，请更改密码。',
  },
  'password-exists': {
    title: '您已经有密码',
    happened: '此账户已有密码，因此无法在此页面设置。',
    next: '请在账户设置中更改密码。',
  },
  'too-many-attempts': {
    title: '尝试次数过多',
    happened: '为了保护账户安全，我们限制了尝试的次数。',
    next: '请稍等片刻再试。',
  },
  'ticket-missing': {
    title: '找不到您的登录进度',
    happened: '此浏览器中没有待完成的登录。可能已经完成，或者Cookie已被关闭。',
    next: beginAgain,
  },
  'ticket-expired': {
    title: '登录已超时',
    happened: '为了您的安全，此步骤只在短时间内有效。',
    next: beginAgain,
  },
  'ticket-used': {
    title: '此步骤已完成',
    happened: '您之前已完成此次登录，可能是在另一个标签页中。',
    next: '如果您尚未登录，请重新使用Login with Amazon登录。',
  },
  'ticket-mismatch': {
    title: '此页面已过期',
    happened: '登录已在别处继续进行，可能是在另一个标签页中。',
    next: beginAgain,
  },
  declined: {
    title: '未进行关联',
    happened: '您选择了不继续，因此未作任何更改。',
    next: '您可以随时重新开始，也可以使用其他方式登录。',
  },
  'not-linked': {
    title: '尚未关联亚马逊账户',
    happened: '没有可解除的关联，可能已经解除。',
    next: '',
  },
  'last-way-to-sign-in': {
    title: '这是您唯一的登录方式',
    happened: '解除后您将无法再打开自己的账户，因此暂时不能解除关联。',
    next: '请先为您的账户设置密码，之后即可解除关联。',
  },
  'cross-site-request': {
    title: '请在我们自己的页面上操作',
    happened: '该请求来自其他网站，因此我们没有执行。',
    next: '如果是您本人操作，请在这里重新开始。',
  },
  'csrf-token-invalid': {
    title: '此页面已过期',
    happened: '表单与您当前的登录不再匹配，因此未作任何更改。',
    next: '请返回上一页，刷新页面后重试。',
  },
  'malformed-request': {
    title: '无法读取提交的内容',
    happened: '请求不完整，因此未作任何更改。',
    next: '请重新开始。',
  },
  'unsupported-content-type': {
    title: '无法读取提交的内容',
    happened: '我们不接受这种格式的请求。',
    next: '请重新开始，并使用页面上的表单。',
  },
  'body-too-large': {
    title: '内容过长',
    happened: '表单中的文字超过了我们的上限。',
    next: '请返回上一页，缩短您填写的内容。',
  },
  'method-not-allowed': {
    title: '此地址不能直接打开',
    happened: '此地址只能通过按钮或表单使用。',
    next: '请从我们自己的页面重新开始。',
  },
  'route-unknown': {
    title: '页面不存在',
    happened: '地址可能有误或已失效。',
    next: '请从我们自己的页面重新开始。',
  },
  'try-again': {
    title: '请重试',
    happened: '同一时刻有其他更改，因此未执行任何操作。',
    next: '通常再试一次即可。',
  },
}
