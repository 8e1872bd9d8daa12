export { type RedisLimiterOptions, redisLimiter } from './limits/redis-limiter.js'
