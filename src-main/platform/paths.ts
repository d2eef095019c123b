import { homedir } from 'node:os';
import { join } from 'node:path';

/** The system's place for application data, with Tallydesk's own folder in it. */
export function defaultDataDir(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): string {
  if (platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Tallydesk');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Tallydesk');
  return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'tallydesk');
}
