import type { Messages } from '../messages.js'

const amazonFault = 'يُرجى المحاولة مجددًا بعد بضع دقائق، أو تسجيل الدخول بطريقة أخرى.'
const setUpFault = 'يُرجى تسجيل الدخول بطريقة أخرى، وإبلاغنا إن أمكن.'
const ownFault = 'يُرجى المحاولة مجددًا بعد بضع دقائق.'

export const failures: Messages['failures'] = {
  'amazon-unreachable': {
    title: 'تعذّر الاتصال بأمازون',
    happened: 'لا يوجد اتصال بأمازون حاليًا. لم يتغير أي شيء.',
    next: amazonFault,
  },
  'amazon-timeout': {
    title: 'أمازون لا تستجيب',
    happened: 'تأخر رد أمازون كثيرًا فتوقفنا عن الانتظار. لم يتغير أي شيء.',
    next: amazonFault,
  },
  'amazon-unavailable': {
    title: 'أمازون مشغولة حاليًا',
    happened: 'خدمة Login with Amazon غير متاحة في الوقت الحالي. لم يتغير أي شيء.',
    next: amazonFault,
  },
  'amazon-answer-invalid': {
    title: 'رد أمازون غير واضح',
    happened: 'تعذّرت علينا قراءة ما أرسلته أمازون، ولذلك لم يتم تسجيل الدخول.',
    next: amazonFault,
  },
  'amazon-client-rejected': {
    title: 'خدمة Login with Amazon غير مُعدّة بشكل صحيح',
    happened: 'لا تقبل أمازون هذا الموقع حاليًا. ليس هذا خطأك.',
    next: setUpFault,
  },
  'amazon-token-rejected': {
    title: 'لم تؤكد أمازون تسجيل دخولك',
    happened: 'لم تقبل أمازون إذن الدخول الذي منحته للتو، ولذلك لم يتم تسجيل الدخول.',
    next: amazonFault,
  },
  'amazon-scope-insufficient': {
    title: 'لم تشارك أمازون معلومات كافية',
    happened: 'لم تسمح لنا أمازون بمعرفة هويتك.',
    next: 'يُرجى المحاولة مجددًا والسماح بالمشاركة، أو تسجيل الدخول بطريقة أخرى.',
  },
  'amazon-profile-invalid': {
    title: 'لم تحدد أمازون هويتك',
    happened: 'لا يتضمن رد أمازون حسابًا يمكننا استخدامه.',
    next: amazonFault,
  },
  'amazon-profile-legacy': {
    title: 'خدمة Login with Amazon غير مُعدّة بشكل صحيح',
    happened: 'ردّت أمازون بصيغة قديمة. ليس هذا خطأك.',
    next: setUpFault,
  },
  'amazon-audience-mismatch': {
    title: 'تسجيل الدخول هذا يخص تطبيقًا آخر',
    happened: 'منحت أمازون تسجيل الدخول هذا لتطبيق آخر، ولذلك لم نقبله.',
    next: 'يُرجى البدء من جديد من صفحاتنا.',
  },
  'host-failed': {
    title: 'تعذّر فتح حسابك',
    happened: 'حدث خطأ من جانبنا.',
    next: ownFault,
  },
  'session-failed': {
    title: 'تعذّر تسجيل دخولك',
    happened: 'حدث خطأ من جانبنا أثناء تسجيل دخولك.',
    next: ownFault,
  },
  'store-failed': {
    title: 'تعذّر الحفظ',
    happened: 'حدث خطأ من جانبنا.',
    next: ownFault,
  },
  'mail-failed': {
    title: 'تعذّر إرسال الرسالة',
    happened: 'لم نتمكن الآن من إرسال رسالة إليك. لم يتغير شيء.',
    next: 'حاول مرة أخرى بعد بضع دقائق.',
  },
  internal: {
    title: 'حدث خطأ ما',
    happened: 'الخطأ من جانبنا، وليس من جانبك.',
    next: ownFault,
  },
}
