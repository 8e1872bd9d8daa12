import type { Messages } from '../messages.js'

export const common: Messages['common'] = {
  problemPrefix: 'समस्या: ',
  problemHeading: 'कृपया यह जाँच लें',
  amazonAccount: 'Amazon खाता',
  accountAt: (site) => `${site} पर खाता`,
  noName: 'कोई नाम नहीं दिया गया',
  email: 'ईमेल पता',
  password: 'पासवर्ड',
  passwordFor: (site) => `${site} के लिए आपका पासवर्ड`,
  passwordStaysHere: (site) => `यह आपका Amazon पासवर्ड नहीं है। यह सिर्फ़ ${site} को भेजा जाता है।`,
  forgotPassword: 'पासवर्ड भूल गए?',
  useAnotherAmazonAccount: 'कोई दूसरा Amazon खाता इस्तेमाल करें',
  useAnotherAmazonAccountHelp: 'अगर Amazon खाता चुनने को न कहे, तो पहले Amazon से साइन आउट करें।',
  otherWays: 'आगे बढ़ने के दूसरे तरीके',
  tryAgainIn: (duration) => `दोबारा कोशिश करने से पहले इतना इंतज़ार करें: ${duration}।`,
  betweenSentences: ' ',
}

export const link: Messages['link'] = {
  title: 'आपका खाता पहले से मौजूद है',
  askTitle: 'अपना खाता जोड़ें',
  located: (site) => `${site} पर इस ईमेल पते से एक खाता है। दोनों को जोड़ने के लिए दिखाएँ कि वह खाता आपका है।`,
  ask: (site) => `${site} पर अपने खाते का ईमेल पता और पासवर्ड डालें।`,
  askMismatch: 'ईमेल पता या पासवर्ड सही नहीं है। कृपया दोनों जाँच लें।',
  why: 'यह बस एक बार करना है। इसके बाद आप Login with Amazon से साइन इन कर पाएँगे।',
  submit: 'जोड़ें और साइन इन करें',
  signInPage: (site) => `${site} के साइन-इन पेज पर जाएँ`,
  signInPageHelp: 'पासकी, कोड और साइन इन के दूसरे तरीकों के लिए।',
  notMine: 'यह मेरा खाता नहीं है',
  notMineHelp: 'इसके बाद आप नया खाता बना सकते हैं।',
  newAccount: 'इसके बजाय नया खाता बनाएँ',
  neutral: (site) => `यह Amazon खाता अभी ${site} के किसी खाते से जुड़ा नहीं है। अपना मौजूदा खाता जोड़ें या नया बनाएँ।`,
  mail: 'मुझे ईमेल से कोड भेजें',
  mailHelp: 'बिना पासवर्ड वाले खाते के लिए। ईमेल खाते के पुष्टि किए गए पते पर जाता है।',
  mailSent:
    'अगर बिना पासवर्ड वाले किसी खाते का यह पता है, तो कोड वाला ईमेल भेज दिया गया है। कोड एक बार और केवल इसी ब्राउज़र में काम करता है।',
  mailAgain: 'एक और ईमेल भेजें',
  code: 'ईमेल में मिला कोड',
  codeHelp: 'दस अक्षर और अंक। बड़े या छोटे अक्षर से फ़र्क नहीं पड़ता।',
  codeSubmit: 'जोड़ें और साइन इन करें',
}

export const register: Messages['register'] = {
  title: 'बस एक कदम और',
  intro: (site) => `कृपया अपनी जानकारी जाँच लें। फिर ${site} पर आपका खाता तैयार है।`,
  submit: 'खाता बनाएँ',
  haveAccount: 'मेरा खाता पहले से है',
  optional: '(ज़रूरी नहीं)',
  name: 'नाम',
  username: 'उपयोगकर्ता नाम',
  postalCode: 'पिन कोड',
  choose: 'कृपया चुनें',
  fieldProblems: {
    required: 'कृपया इसे भरें।',
    taken: 'यह किसी खाते में पहले से इस्तेमाल हो रहा है। अगर वह आपका है, तो “मेरा खाता पहले से है” चुनें।',
    invalid: 'यह सही नहीं लग रहा। कृपया जाँच लें।',
    incomplete: 'कृपया अपना नाम और उपनाम दोनों लिखें।',
  },
  colon: ': ',
  codeSent: (address) =>
    `हमने ${address} पर ईमेल भेजा है। अगर उसमें कोड है, तो अपने पते की पुष्टि के लिए उसे यहाँ लिखें। अगर नहीं, तो ईमेल में आगे का तरीका लिखा है।`,
  codeAgain: 'एक और ईमेल भेजें',
}

export const confirm: Messages['confirm'] = {
  linkTitle: 'यह Amazon खाता जोड़ें?',
  linkIntro: (site) => `आपने ${site} पर साइन इन किया हुआ है और एक Amazon खाता जोड़ना चाहा है।`,
  linkEffect: (site) => `जो भी इस Amazon खाते में साइन इन कर सकता है, वह ${site} पर आपका खाता भी खोल सकेगा।`,
  linkMine: 'हाँ, यह मेरा Amazon खाता है',
  linkSubmit: 'यह Amazon खाता जोड़ें',
  linkDecline: 'न जोड़ें',
  switchTitle: 'दूसरे खाते पर जाएँ?',
  switchIntro: (site) => `यह Amazon खाता ${site} के किसी दूसरे खाते से जुड़ा है, उससे नहीं जिसमें अभी साइन इन है।`,
  switchEffect: 'अगर आप खाता बदलते हैं, तो पहले मौजूदा खाते से साइन आउट किया जाएगा।',
  switchSubmit: 'खाता बदलें',
  switchDecline: 'मौजूदा खाते में बने रहें',
  signedInHere: (site) => `${site} पर साइन इन किया हुआ खाता`,
  askPassword: 'आपको साइन इन किए कुछ समय हो गया है। कृपया अपना पासवर्ड एक बार फिर डालें।',
}

export const connections: Messages['connections'] = {
  title: 'Login with Amazon',
  intro: (site) => `वह Amazon खाता जिससे आप ${site} पर साइन इन कर सकते हैं।`,
  linkedAt: 'जोड़ने की तारीख',
  lastUsedAt: 'पिछली बार इस्तेमाल',
  notKnown: 'पता नहीं',
  remove: 'यह कनेक्शन हटाएँ',
  removeHelp: (site) => `${site} पर आपका खाता बना रहेगा। इस Amazon खाते से साइन इन नहीं हो पाएगा।`,
  empty: 'कोई Amazon खाता नहीं जुड़ा है',
  emptyHelp: (site) => `एक खाता जोड़ें, फिर आप बिना किसी और पासवर्ड के ${site} पर साइन इन कर पाएँगे।`,
  signOut: (site) =>
    `${site} से साइन आउट करने पर आप Amazon से साइन आउट नहीं होते। साझा कंप्यूटर पर Amazon से भी साइन आउट करें।`,
  notices: {
    linked: 'आपका Amazon खाता जुड़ गया है।',
    unlinked: 'Amazon से कनेक्शन हटा दिया गया है।',
    'password-set': 'आपका पासवर्ड सेट हो गया है।',
  },
  otherEmail: 'आपका Amazon खाता दूसरा ईमेल पता दिखाता है:',
  changeEmail: 'यहाँ भी पता बदलें',
  setPassword: 'पासवर्ड सेट करें',
  setPasswordHelp: (site) =>
    `पासवर्ड से आप Amazon के बिना भी ${site} में साइन इन कर सकते हैं। पहले हम आपके ईमेल पते पर एक कोड भेजते हैं।`,
  setPasswordSend: 'मुझे कोड भेजें',
  setPasswordSubmit: 'पासवर्ड सेट करें',
  newPassword: (site) => `${site} के लिए नया पासवर्ड`,
  signInAgain: 'आपने कुछ समय पहले साइन इन किया था। कृपया Amazon से एक बार फिर साइन इन करें और यहाँ लौटें।',
}

export const undo: Messages['undo'] = {
  title: 'यह आप नहीं थे?',
  intro: (site) => `${site} पर आपके खाते से एक Amazon खाता जोड़ा गया।`,
  effect: 'आगे बढ़ने पर कनेक्शन हटा दिया जाएगा और हर डिवाइस साइन आउट हो जाएगा।',
  submit: 'कनेक्शन हटाएँ',
  doneTitle: 'कनेक्शन हटा दिया गया है',
  done: (site) => `अब उस Amazon खाते से कोई ${site} पर आपका खाता नहीं खोल सकता। अभी अपना पासवर्ड बदलें।`,
}

export const device: Messages['device'] = {
  title: 'अपने डिवाइस के लिए आगे बढ़ें',
  intro: (site) =>
    `आपका टीवी या ऐप एक कोड दिखाता है। उसे यहाँ लिखें, फिर उसी Amazon खाते से साइन इन करें। इससे ${site} का आपका खाता जुड़ जाता है।`,
  code: 'आपके डिवाइस का कोड',
  codeHelp: 'आठ अक्षर और अंक। बड़े या छोटे अक्षर से फ़र्क़ नहीं पड़ता।',
  warning: 'सिर्फ़ वही कोड लिखें जो आपका अपना डिवाइस दिखाता है, किसी का भेजा हुआ कोड कभी नहीं।',
  doneTitle: 'हो गया',
  done: 'आपका डिवाइस थोड़ी देर में ख़ुद आगे बढ़ेगा। आप यह पेज बंद कर सकते हैं।',
}

export const other: Messages['other'] = {
  startTitle: (site) => `${site} में साइन इन करें`,
  startIntro: (site) => `${site} में साइन इन करने या खाता बनाने के लिए अपना Amazon खाता इस्तेमाल करें।`,
  continueTitle: 'Amazon पर जा रहे हैं',
  continueIntro: 'आपको Amazon पर ले जाया जा रहा है। अगर कुछ न हो, तो लिंक का इस्तेमाल करें।',
  continueLink: 'Amazon पर जाएँ',
  onwardTitle: 'एक पल रुकिए',
  onwardIntro: 'आपको अगले पेज पर ले जाया जा रहा है। अगर कुछ न हो, तो लिंक का इस्तेमाल करें।',
  onwardLink: 'आगे बढ़ें',
  tryAgain: 'फिर से कोशिश करें',
  signIn: (site) => `${site} पर साइन इन करें`,
  goHome: (site) => `${site} पर वापस जाएँ`,
  reference: 'संदर्भ संख्या:',
  noAnswer: {
    title: 'कनेक्शन नहीं है',
    happened: 'कोई जवाब नहीं मिला, इसलिए यह पक्का नहीं है कि आपका पिछला चरण पहुँचा या नहीं।',
    next: 'कृपया अपना कनेक्शन जाँचें और फिर से कोशिश करें।',
  },
}

export const buttonHints: Messages['buttonHints'] = {
  'sign-in': 'अपने Amazon खाते से साइन इन करें। नए पासवर्ड की ज़रूरत नहीं।',
  register: 'अपने Amazon नाम और ईमेल पते से खाता बनाएँ।',
  checkout: 'अपने Amazon खाते से साइन इन करें, फिर अपना ऑर्डर जारी रखें।',
  link: 'अपना Amazon खाता जोड़ें और अगली बार उसी से साइन इन करें।',
}

export const passwordResetNote: Messages['passwordResetNote'] = {
  signedInWithAmazon: (site) =>
    `आपने Amazon से साइन इन किया हुआ है। आपका Amazon पासवर्ड यहाँ नहीं, Amazon पर बदला जाता है। यहाँ सेट किया गया पासवर्ड सिर्फ़ ${site} के लिए है।`,
  anyone: (site) =>
    `क्या आप ${site} पर Amazon से साइन इन करते हैं? तो यहाँ आपको पासवर्ड की ज़रूरत नहीं है। अगर आप अपना Amazon पासवर्ड भूल गए हैं, तो उसे Amazon पर रीसेट करें।`,
  inMail: (site) =>
    `आप ${site} में Amazon से साइन इन करते हैं, इसलिए इस खाते का यहाँ कोई पासवर्ड नहीं है। अगर आप अपना Amazon पासवर्ड भूल गए हैं, तो उसे Amazon पर रीसेट करें।`,
}
