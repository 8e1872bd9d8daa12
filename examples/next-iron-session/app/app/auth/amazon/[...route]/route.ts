import { nextHandlers } from 'sparekey/next'
import { sparekey } from '../../../../login-with-amazon'

export const { GET, POST, OPTIONS } = nextHandlers(sparekey)
