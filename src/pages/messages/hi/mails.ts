import { formatMoment } from '../../moments.js'
import type { MailDetails, Messages } from '../messages.js'

const when = (details: MailDetails): string => formatMoment(details.when, 'hi')

export const mails: Messages['mails'] = {
  linked: {
    subject: ({ siteName }) => `${siteName} पर आपके खाते से अब एक Amazon खाता जुड़ा है`,
    body: (details) => `नमस्ते,

${when(details)} ${details.siteName} पर आपके खाते से एक Amazon खाता जोड़ा गया। अब Login with Amazon से साइन इन किया जा सकता है।

क्या यह आपने किया? तो आपको कुछ करने की ज़रूरत नहीं है।

अगर नहीं, तो यहाँ कनेक्शन हटाएँ और अपना पासवर्ड बदलें:
${details.settingsUrl}
`,
  },
  unlinked: {
    subject: ({ siteName }) => `${siteName} पर आपका खाता अब Amazon से नहीं जुड़ा है`,
    body: (details) => `नमस्ते,

${when(details)} ${details.siteName} पर आपके खाते और Amazon के बीच का कनेक्शन हटाया गया। अब Login with Amazon से साइन इन नहीं हो सकेगा।

क्या यह आपने किया? तो आपको कुछ करने की ज़रूरत नहीं है।

अगर नहीं, तो अपना पासवर्ड बदलें और यहाँ अपनी सेटिंग देखें:
${details.settingsUrl}
`,
  },
  signedUp: {
    subject: ({ siteName }) => `${siteName} में आपका स्वागत है`,
    body: (details) => `नमस्ते,

${when(details)} इस ईमेल पते के लिए Login with Amazon से ${details.siteName} पर एक खाता बनाया गया।

साइन इन करने के तरीके यहाँ देखें और बदलें:
${details.settingsUrl}

अगर यह आपने नहीं किया, तो कृपया हमें बताएँ।
`,
  },
}
