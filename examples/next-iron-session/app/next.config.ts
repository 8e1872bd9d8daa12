import type { NextConfig } from 'next'

const config: NextConfig = {
  // Next's own check needs a TypeScript before 7.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['sparekey'],
}

export default config
