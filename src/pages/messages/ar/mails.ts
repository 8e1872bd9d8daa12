import { formatMoment } from '../../moments.js'
import type { MailDetails, Messages } from '../messages.js'

const when = ({ when: moment, place }: MailDetails): string =>
  place === null ? formatMoment(moment, 'ar') : `${formatMoment(moment, 'ar')} (من ${place})`

export const mails: Messages['mails'] = {
  linked: {
    subject: ({ siteName }) => `حسابك لدى ${siteName} مرتبط الآن بحساب أمازون`,
    body: (details) => `مرحبًا،

بتاريخ ${when(details)} تم ربط حساب أمازون بحسابك لدى ${details.siteName}. أصبح بالإمكان تسجيل الدخول عبر Login with Amazon.

هل قمت بذلك بنفسك؟ إذًا لا يلزمك القيام بأي شيء.

وإلا فألغِ الربط هنا وغيّر كلمة مرورك:
${details.undoUrl ?? details.settingsUrl}
`,
  },
  unlinked: {
    subject: ({ siteName }) => `حسابك لدى ${siteName} لم يعد مرتبطًا بأمازون`,
    body: (details) => `مرحبًا،

بتاريخ ${when(details)} تم إلغاء الربط بين حسابك لدى ${details.siteName} وأمازون. لم يعد بالإمكان تسجيل الدخول عبر Login with Amazon.

هل قمت بذلك بنفسك؟ إذًا لا يلزمك القيام بأي شيء.

وإلا فغيّر كلمة مرورك وراجع إعداداتك هنا:
${details.settingsUrl}
`,
  },
  signedUp: {
    subject: ({ siteName }) => `مرحبًا بك في ${siteName}`,
    body: (details) => `مرحبًا،

بتاريخ ${when(details)} تم إنشاء حساب لدى ${details.siteName} لهذا البريد الإلكتروني عبر Login with Amazon.

يمكنك الاطلاع على طرق تسجيل دخولك وتغييرها هنا:
${details.settingsUrl}

إذا لم تكن أنت من قام بذلك، فيُرجى إبلاغنا.
`,
  },
  passwordSet: {
    subject: ({ siteName }) => `عُيّنت كلمة مرور لحسابك في ${siteName}`,
    body: (details) => `مرحبًا،

في ${when(details)} عُيّنت كلمة مرور لحسابك في ${details.siteName}. يمكنك الآن تسجيل الدخول بها، وعبر Amazon كما في السابق.

إذا لم تكن أنت، فغيّر كلمة المرور وراجع إعداداتك هنا:
${details.settingsUrl}
`,
  },
  existing: {
    subject: ({ siteName }) => `لديك حساب في ${siteName} بالفعل`,
    body: (details) => `مرحبًا،

في ${when(details)} أراد شخص إنشاء حساب في ${details.siteName} بهذا العنوان. لديك حساب بالفعل، لذلك لم يُنشأ حساب جديد.

هل كنت أنت؟ فسجّل الدخول كالمعتاد. ولتسجيل الدخول عبر Amazon من الآن، اربطه هنا:
${details.settingsUrl}

إذا لم تكن أنت، فلا حاجة إلى فعل شيء.
`,
  },
}

export const codeMails: Messages['codeMails'] = {
  proof: {
    subject: ({ siteName }) => `رمزك لـ ${siteName}`,
    body: ({ siteName, code, until, url }) => `مرحبًا،

يريد شخص، نأمل أنه أنت، ربط حساب Amazon بحسابك في ${siteName}. الرمز هو

${code}

يعمل مرة واحدة حتى ${until} في المتصفح الذي طلبه. أدخله هناك، أو افتح هذا العنوان في ذلك المتصفح:
${url}

إذا لم تكن أنت، فلا تعطِ الرمز لأحد. لا يحدث شيء من دونه.
`,
  },
  registration: {
    subject: ({ siteName }) => `رمزك لـ ${siteName}`,
    body: ({ siteName, code, until }) => `مرحبًا،

لإنشاء حسابك في ${siteName}، أدخل هذا الرمز في الصفحة التي تطلبه:

${code}

وهو صالح حتى ${until}. إذا لم تطلب حسابًا، فلا حاجة إلى فعل شيء.
`,
  },
  setPassword: {
    subject: ({ siteName }) => `رمزك لـ ${siteName}`,
    body: ({ siteName, code, until }) => `مرحبًا،

لتعيين كلمة مرور لحسابك في ${siteName}، أدخل هذا الرمز في الصفحة التي تطلبه:

${code}

وهو صالح حتى ${until}. إذا لم تطلبه، فلا تعطِ الرمز لأحد، وراجع حسابك.
`,
  },
}
