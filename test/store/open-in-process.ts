import { LedgerInUseError, openApp } from '../../src-main/app.ts';

// Opens the app on the folder that is named, tells how that went in one line, and stays until it is ended.
const tell = (facts: object) => process.stdout.write(`${JSON.stringify(facts)}\n`);
try {
  const app = await openApp({ dataDir: process.argv[2] ?? '', host: 'script' });
  app.announce('http://127.0.0.1:5055/');
  tell({ state: 'empty' });
  process.stdin.resume();
} catch (error) {
  if (!(error instanceof LedgerInUseError)) throw error;
  const { name, message, holder } = error;
  tell({ name, message, holder });
}
