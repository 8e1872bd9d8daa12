import { formatMoment } from '../../moments.js'
import type { MailDetails, Messages } from '../messages.js'

const when = (details: MailDetails): string => formatMoment(details.when, 'ar')

export const mails: Messages['mails'] = {
  linked: {
    subject: ({ siteName }) => `حسابك لدى ${siteName} مرتبط الآن بحساب أمازون`,
    body: (details) => `مرحبًا،

بتاريخ ${when(details)} تم ربط حساب أمازون بحسابك لدى ${details.siteName}. أصبح بالإمكان تسجيل الدخول عبر Login with Amazon.

هل قمت بذلك بنفسك؟ إذًا لا يلزمك القيام بأي شيء.

وإلا فألغِ الربط هنا وغيّر كلمة مرورك:
${details.settingsUrl}
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
}
