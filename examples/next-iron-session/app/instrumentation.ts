export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { host } = await import('./login-with-amazon')
    await host.migrate()
  }
}
