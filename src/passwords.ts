export { recognizeHash, verifyNobody, verifyPasswordHash } from './passwords/verify.js'
