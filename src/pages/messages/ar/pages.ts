import type { Messages } from '../messages.js'

export const common: Messages['common'] = {
  problemPrefix: 'مشكلة: ',
  problemHeading: 'يُرجى التحقق مما يلي',
  amazonAccount: 'حساب أمازون',
  accountAt: (site) => `الحساب لدى ${site}`,
  noName: 'لم يُذكر اسم',
  email: 'البريد الإلكتروني',
  password: 'كلمة المرور',
  passwordFor: (site) => `كلمة مرورك لدى ${site}`,
  passwordStaysHere: (site) => `ليست كلمة مرور أمازون، ولا تُرسل إلا إلى ${site}.`,
  forgotPassword: 'هل نسيت كلمة المرور؟',
  useAnotherAmazonAccount: 'استخدام حساب أمازون آخر',
  useAnotherAmazonAccountHelp: 'إذا لم تتح لك أمازون اختيار الحساب، فيُرجى تسجيل الخروج من أمازون أولًا.',
  otherWays: 'خيارات أخرى',
  tryAgainIn: (duration) => `مدة الانتظار قبل المحاولة مجددًا: ${duration}.`,
  betweenSentences: ' ',
}

export const link: Messages['link'] = {
  title: 'لديك حساب بالفعل',
  askTitle: 'ربط حسابك',
  located: (site) => `يوجد حساب لدى ${site} بهذا البريد الإلكتروني. أثبت أنه حسابك ليتم ربط الحسابين.`,
  ask: (site) => `أدخل البريد الإلكتروني وكلمة المرور لحسابك لدى ${site}.`,
  askMismatch: 'البريد الإلكتروني أو كلمة المرور غير صحيح. يُرجى التحقق منهما.',
  why: 'تقوم بذلك مرة واحدة فقط، وبعدها يمكنك تسجيل الدخول عبر Login with Amazon.',
  submit: 'ربط الحساب وتسجيل الدخول',
  signInPage: (site) => `الانتقال إلى صفحة تسجيل الدخول لدى ${site}`,
  signInPageHelp: 'لمفاتيح المرور والرموز وطرق تسجيل الدخول الأخرى.',
  notMine: 'هذا ليس حسابي',
  notMineHelp: 'يمكنك بعد ذلك إنشاء حساب جديد.',
  newAccount: 'إنشاء حساب جديد بدلًا من ذلك',
  neutral: (site) => `حساب Amazon هذا غير مرتبط بعد بحساب في ${site}. اربط حسابًا لديك أو أنشئ حسابًا جديدًا.`,
  mail: 'أرسلوا إليّ رمزًا بالبريد',
  mailHelp: 'لحساب بلا كلمة مرور. تُرسل الرسالة إلى العنوان المؤكَّد للحساب.',
  mailSent:
    'إذا كان لحساب بلا كلمة مرور هذا العنوان، فقد أُرسلت رسالة فيها رمز. يعمل الرمز مرة واحدة وفي هذا المتصفح فقط.',
  mailAgain: 'إرسال رسالة أخرى',
  code: 'الرمز الوارد في الرسالة',
  codeHelp: 'عشرة أحرف وأرقام، كبيرة كانت أو صغيرة.',
  codeSubmit: 'الربط وتسجيل الدخول',
}

export const register: Messages['register'] = {
  title: 'خطوة واحدة متبقية',
  intro: (site) => `يُرجى مراجعة بياناتك، وسيصبح حسابك لدى ${site} جاهزًا.`,
  submit: 'إنشاء الحساب',
  haveAccount: 'لديّ حساب بالفعل',
  optional: '(اختياري)',
  name: 'الاسم',
  username: 'اسم المستخدم',
  postalCode: 'الرمز البريدي',
  choose: 'يُرجى الاختيار',
  fieldProblems: {
    required: 'يُرجى ملء هذا الحقل.',
    taken: 'يوجد حساب يستخدم هذه البيانات. إذا كان حسابك، فاختر «لديّ حساب بالفعل».',
    invalid: 'يبدو أن هذا غير صحيح. يُرجى التحقق منه.',
    incomplete: 'يُرجى إدخال الاسم الأول واسم العائلة معًا.',
  },
  colon: ': ',
  codeSent: (address) =>
    `أرسلنا رسالة إلى ${address}. إذا كان فيها رمز فأدخله هنا لتأكيد عنوانك، وإلا فالرسالة توضح كيف تتابع.`,
  codeAgain: 'إرسال رسالة أخرى',
}

export const confirm: Messages['confirm'] = {
  linkTitle: 'هل تريد ربط حساب أمازون هذا؟',
  linkIntro: (site) => `لقد سجّلت الدخول لدى ${site} وطلبت ربط حساب أمازون.`,
  linkEffect: (site) =>
    `بعد الربط، يمكن لكل من يستطيع تسجيل الدخول إلى حساب أمازون هذا أن يفتح حسابك لدى ${site}.`,
  linkMine: 'نعم، هذا حسابي لدى أمازون',
  linkSubmit: 'ربط حساب أمازون هذا',
  linkDecline: 'عدم الربط',
  switchTitle: 'هل تريد التبديل إلى حساب آخر؟',
  switchIntro: (site) => `حساب أمازون هذا مرتبط بحساب آخر لدى ${site} غير الحساب المستخدم حاليًا.`,
  switchEffect: 'إذا اخترت التبديل، فسيتم أولًا تسجيل الخروج من الحساب الحالي.',
  switchSubmit: 'تبديل الحساب',
  switchDecline: 'البقاء في الحساب الحالي',
  signedInHere: (site) => `الحساب الحالي لدى ${site}`,
  askPassword: 'مضى بعض الوقت على تسجيل دخولك. يُرجى إدخال كلمة المرور مرة أخرى.',
}

export const connections: Messages['connections'] = {
  title: 'Login with Amazon',
  intro: (site) => `حساب أمازون الذي يمكنك تسجيل الدخول به لدى ${site}.`,
  linkedAt: 'تاريخ الربط',
  lastUsedAt: 'آخر استخدام',
  notKnown: 'غير معروف',
  remove: 'إلغاء الربط',
  removeHelp: (site) => `سيبقى حسابك لدى ${site}، ولن يعود بالإمكان تسجيل الدخول بحساب أمازون هذا.`,
  empty: 'لا يوجد حساب أمازون مرتبط',
  emptyHelp: (site) => `اربط حسابًا لتتمكن من تسجيل الدخول لدى ${site} من دون كلمة مرور أخرى.`,
  signOut: (site) =>
    `تسجيل الخروج من ${site} لا يعني تسجيل الخروج من أمازون. على جهاز مشترك، يُرجى تسجيل الخروج من أمازون أيضًا.`,
  notices: {
    linked: 'تم ربط حسابك لدى أمازون.',
    unlinked: 'تم إلغاء الربط مع أمازون.',
    'password-set': 'تم تعيين كلمة المرور.',
  },
  otherEmail: 'يعرض حسابك في Amazon عنوان بريد آخر:',
  changeEmail: 'تغيير العنوان هنا أيضًا',
  setPassword: 'تعيين كلمة مرور',
  setPasswordHelp: (site) =>
    `بكلمة مرور يمكنك تسجيل الدخول إلى ${site} من دون Amazon أيضًا. نرسل أولًا رمزًا إلى عنوان بريدك.`,
  setPasswordSend: 'أرسلوا إليّ رمزًا',
  setPasswordSubmit: 'تعيين كلمة المرور',
  newPassword: (site) => `كلمة مرور جديدة لـ ${site}`,
  signInAgain: 'مضى وقت على تسجيل دخولك. سجّل الدخول عبر Amazon مرة أخرى ثم عد إلى هنا.',
}

export const undo: Messages['undo'] = {
  title: 'لم تكن أنت؟',
  intro: (site) => `رُبط حساب Amazon بحسابك في ${site}.`,
  effect: 'إذا تابعت فسيُزال الربط وتُسجَّل كل الأجهزة خروجًا.',
  submit: 'إزالة الربط',
  doneTitle: 'أُزيل الربط',
  done: (site) => `لم يعد بإمكان أحد فتح حسابك في ${site} بحساب Amazon ذاك. غيّر كلمة المرور الآن.`,
}

export const device: Messages['device'] = {
  title: 'المتابعة لجهازك',
  intro: (site) =>
    `يعرض تلفازك أو تطبيقك رمزًا. اكتبه هنا ثم سجّل الدخول بحساب أمازون نفسه، وعندها يُربط حسابك في ${site}.`,
  code: 'الرمز الظاهر على جهازك',
  codeHelp: 'ثمانية أحرف وأرقام. لا فرق بين الأحرف الكبيرة والصغيرة.',
  warning: 'اكتب فقط رمزًا يعرضه جهازك أنت، ولا تكتب أبدًا رمزًا أرسله إليك أحد.',
  doneTitle: 'هذا كل شيء',
  done: 'سيتابع جهازك من تلقاء نفسه بعد لحظة. يمكنك إغلاق هذه الصفحة.',
}

export const other: Messages['other'] = {
  startTitle: (site) => `تسجيل الدخول إلى ${site}`,
  startIntro: (site) => `استخدم حسابك لدى أمازون لتسجيل الدخول إلى ${site} أو لإنشاء حساب.`,
  continueTitle: 'الانتقال إلى أمازون',
  continueIntro: 'جارٍ نقلك إلى أمازون. إذا لم يحدث شيء، فاستخدم الرابط.',
  continueLink: 'المتابعة إلى أمازون',
  tryAgain: 'المحاولة مجددًا',
  signIn: (site) => `تسجيل الدخول لدى ${site}`,
  goHome: (site) => `العودة إلى ${site}`,
  reference: 'الرقم المرجعي:',
}

export const buttonHints: Messages['buttonHints'] = {
  'sign-in': 'سجّل الدخول بحسابك لدى أمازون، من دون الحاجة إلى كلمة مرور جديدة.',
  register: 'أنشئ حسابك بالاسم والبريد الإلكتروني المسجّلين لدى أمازون.',
  checkout: 'سجّل الدخول بحسابك لدى أمازون، ثم أكمل طلبك.',
  link: 'اربط حسابك لدى أمازون لتسجيل الدخول به في المرة القادمة.',
}

export const passwordResetNote: Messages['passwordResetNote'] = {
  signedInWithAmazon: (site) =>
    `لقد سجّلت الدخول عبر أمازون. يمكنك تغيير كلمة مرور أمازون لدى أمازون، وليس هنا. كلمة المرور التي تعيّنها هنا تخص ${site} فقط.`,
  anyone: (site) =>
    `هل تسجّل الدخول لدى ${site} عبر أمازون؟ إذًا لا تحتاج إلى كلمة مرور هنا. إذا نسيت كلمة مرور أمازون، فأعد تعيينها لدى أمازون.`,
  inMail: (site) =>
    `أنت تسجّل الدخول إلى ${site} عبر Amazon، لذلك لا كلمة مرور لهذا الحساب هنا. إذا نسيت كلمة مرور Amazon فأعد تعيينها في Amazon.`,
}
