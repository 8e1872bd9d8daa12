import type { Messages } from '../messages.js'

const amazonFault = 'कृपया कुछ मिनट बाद फिर कोशिश करें, या किसी दूसरे तरीके से साइन इन करें।'
const setUpFault = 'कृपया किसी दूसरे तरीके से साइन इन करें, और हो सके तो हमें बताएँ।'
const ownFault = 'कृपया कुछ मिनट बाद फिर कोशिश करें।'

export const failures: Messages['failures'] = {
  'amazon-unreachable': {
    title: 'हम Amazon तक नहीं पहुँच पा रहे हैं',
    happened: 'अभी Amazon से कनेक्शन नहीं हो पा रहा है। कुछ भी नहीं बदला गया।',
    next: amazonFault,
  },
  'amazon-timeout': {
    title: 'Amazon जवाब नहीं दे रहा है',
    happened: 'Amazon ने बहुत समय लिया, इसलिए हमने इंतज़ार करना बंद कर दिया। कुछ भी नहीं बदला गया।',
    next: amazonFault,
  },
  'amazon-unavailable': {
    title: 'Amazon व्यस्त है',
    happened: 'Login with Amazon अभी उपलब्ध नहीं है। कुछ भी नहीं बदला गया।',
    next: amazonFault,
  },
  'amazon-answer-invalid': {
    title: 'Amazon का जवाब स्पष्ट नहीं था',
    happened: 'Amazon ने जो भेजा उसे हम पढ़ नहीं सके, इसलिए साइन इन नहीं किया गया।',
    next: amazonFault,
  },
  'amazon-client-rejected': {
    title: 'Login with Amazon सही से सेट नहीं है',
    happened: 'Amazon अभी इस साइट को स्वीकार नहीं कर रहा है। इसमें आपकी कोई गलती नहीं है।',
    next: setUpFault,
  },
  'amazon-token-rejected': {
    title: 'Amazon ने आपके साइन-इन की पुष्टि नहीं की',
    happened: 'Amazon ने वह साइन-इन स्वीकार नहीं किया जो उसने अभी-अभी दिया था। साइन इन नहीं किया गया।',
    next: amazonFault,
  },
  'amazon-scope-insufficient': {
    title: 'Amazon ने पूरी जानकारी साझा नहीं की',
    happened: 'Amazon ने हमें यह देखने की अनुमति नहीं दी कि आप कौन हैं।',
    next: 'कृपया फिर कोशिश करें और साझा करने की अनुमति दें, या किसी दूसरे तरीके से साइन इन करें।',
  },
  'amazon-profile-invalid': {
    title: 'Amazon ने नहीं बताया कि आप कौन हैं',
    happened: 'Amazon के जवाब में ऐसा कोई खाता नहीं है जिसका हम इस्तेमाल कर सकें।',
    next: amazonFault,
  },
  'amazon-profile-legacy': {
    title: 'Login with Amazon सही से सेट नहीं है',
    happened: 'Amazon ने पुराने रूप में जवाब दिया। इसमें आपकी कोई गलती नहीं है।',
    next: setUpFault,
  },
  'amazon-audience-mismatch': {
    title: 'यह साइन-इन किसी दूसरे ऐप के लिए है',
    happened: 'Amazon ने यह साइन-इन किसी दूसरे ऐप को दिया, इसलिए हमने इसे स्वीकार नहीं किया।',
    next: 'कृपया हमारे अपने पेज से फिर शुरू करें।',
  },
  'host-failed': {
    title: 'आपका खाता नहीं खुल सका',
    happened: 'हमारी ओर से कुछ गड़बड़ हुई।',
    next: ownFault,
  },
  'session-failed': {
    title: 'साइन इन नहीं हो सका',
    happened: 'साइन इन के दौरान हमारी ओर से कुछ गड़बड़ हुई।',
    next: ownFault,
  },
  'store-failed': {
    title: 'यह सेव नहीं हो सका',
    happened: 'हमारी ओर से कुछ गड़बड़ हुई।',
    next: ownFault,
  },
  'mail-failed': {
    title: 'ईमेल नहीं भेजा जा सका',
    happened: 'हम अभी आपको ईमेल नहीं भेज सके। कुछ नहीं बदला।',
    next: 'कृपया कुछ मिनट बाद फिर कोशिश करें।',
  },
  internal: {
    title: 'कुछ गड़बड़ हुई',
    happened: 'यह हमारी गलती है, आपकी नहीं।',
    next: ownFault,
  },
}
