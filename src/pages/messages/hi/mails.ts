import { formatMoment } from '../../moments.js'
import type { MailDetails, Messages } from '../messages.js'

const when = ({ when: moment, place }: MailDetails): string =>
  place === null ? formatMoment(moment, 'hi') : `${formatMoment(moment, 'hi')} (यहाँ से: ${place})`

export const mails: Messages['mails'] = {
  linked: {
    subject: ({ siteName }) => `${siteName} पर आपके खाते से अब एक Amazon खाता जुड़ा है`,
    body: (details) => `नमस्ते,

${when(details)} ${details.siteName} पर आपके खाते से एक Amazon खाता जोड़ा गया। अब Login with Amazon से साइन इन किया जा सकता है।

क्या यह आपने किया? तो आपको कुछ करने की ज़रूरत नहीं है।

अगर नहीं, तो यहाँ कनेक्शन हटाएँ और अपना पासवर्ड बदलें:
${details.undoUrl ?? details.settingsUrl}
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
  passwordSet: {
    subject: ({ siteName }) => `आपके ${siteName} खाते के लिए पासवर्ड सेट किया गया`,
    body: (details) => `नमस्ते,

${when(details)} को ${details.siteName} पर आपके खाते के लिए पासवर्ड सेट किया गया। अब आप उससे और पहले की तरह Amazon से साइन इन कर सकते हैं।

अगर यह आप नहीं थे, तो पासवर्ड बदलें और यहाँ अपनी सेटिंग देखें:
${details.settingsUrl}
`,
  },
  existing: {
    subject: ({ siteName }) => `${siteName} पर आपका खाता पहले से है`,
    body: (details) => `नमस्ते,

${when(details)} को किसी ने इस ईमेल पते से ${details.siteName} पर खाता बनाना चाहा। आपका खाता पहले से है, इसलिए नया नहीं बनाया गया।

क्या यह आप थे? तो हमेशा की तरह साइन इन करें। आगे से Amazon से साइन इन करने के लिए उसे यहाँ जोड़ें:
${details.settingsUrl}

अगर यह आप नहीं थे, तो कुछ करने की ज़रूरत नहीं है।
`,
  },
}

export const codeMails: Messages['codeMails'] = {
  proof: {
    subject: ({ siteName }) => `${siteName} के लिए आपका कोड`,
    body: ({ siteName, code, until, url }) => `नमस्ते,

कोई, आशा है कि आप ही, ${siteName} पर आपके खाते से एक Amazon खाता जोड़ना चाहता है। कोड है

${code}

यह ${until} तक, एक बार, उसी ब्राउज़र में काम करता है जिसने इसे माँगा था। वहाँ इसे लिखें या उसी ब्राउज़र में यह पता खोलें:
${url}

अगर यह आप नहीं थे, तो कोड किसी को न दें। उसके बिना कुछ नहीं होता।
`,
  },
  registration: {
    subject: ({ siteName }) => `${siteName} के लिए आपका कोड`,
    body: ({ siteName, code, until }) => `नमस्ते,

${siteName} पर अपना खाता बनाने के लिए यह कोड उस पेज पर लिखें जो इसे माँगता है:

${code}

यह ${until} तक मान्य है। अगर आपने खाता नहीं माँगा, तो कुछ करने की ज़रूरत नहीं है।
`,
  },
  setPassword: {
    subject: ({ siteName }) => `${siteName} के लिए आपका कोड`,
    body: ({ siteName, code, until }) => `नमस्ते,

${siteName} पर अपने खाते का पासवर्ड सेट करने के लिए यह कोड उस पेज पर लिखें जो इसे माँगता है:

${code}

यह ${until} तक मान्य है। अगर आपने इसे नहीं माँगा, तो कोड किसी को न दें और अपना खाता देखें।
`,
  },
}
