import { defineConfig } from '@playwright/test'
import { findChromium } from './scripts/chromium.mjs'

export default defineConfig({
  testDir: 'test/journeys',
  testMatch: '**/*.spec.ts',
  globalSetup: './test/setup/journeys.ts',
  outputDir: 'test-results/journeys',
  reporter: [['list'], ['json', { outputFile: 'test-results/journeys.json' }]],
  // A browser is a hundred processes that share two cores with the build. What passes only at the second try is told, by name.
  retries: process.env['CI'] === 'true' ? 1 : 0,
  workers: 2,
  fullyParallel: false,
  forbidOnly: process.env['CI'] === 'true',
  timeout: 60_000,
  use: {
    browserName: 'chromium',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findChromium() ?? '/usr/bin/chromium',
      args: [
        // Chromium refuses its sandbox to root, which build machines are; the pages are our own.
        '--no-sandbox',
        '--disable-gpu',
        // Nothing may leave the machine.
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
