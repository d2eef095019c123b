import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.mjs';
import { Missing, say } from './say.mjs';

const oldestNode = 20;
const wantedNode = 24;

/** Installs the project's packages where they are missing or not those of package-lock.json, and gives Node 24's path. */
export async function prepare() {
  if (major(process.versions.node) < oldestNode) {
    throw new Missing(
      `Tallydesk needs Node ${oldestNode} or newer to set itself up; this is Node ${process.versions.node}. Newer ones are at https://nodejs.org.`,
    );
  }
  if (!packagesAreThere()) await installPackages();
  return projectNode() ?? (await installNode());
}

/** True where every package of package-lock.json that this machine needs is installed in its version. */
export function packagesAreThere(folder = root) {
  const wanted = readPackages(join(folder, 'package-lock.json'));
  const installed = readPackages(join(folder, 'node_modules', '.package-lock.json'));
  if (wanted === null || installed === null) return false;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || entry.peer || installed[path]?.version === entry.version,
  );
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return null;
  }
}

async function installPackages() {
  // Not `npm ci`: it removes what is there first, of which the Node that runs this may be a part. Versions are the lock
  // file's anyway.
  const fresh = !existsSync(join(root, 'node_modules', '.package-lock.json'));
  say(
    fresh
      ? 'Installing the packages (once, about a minute)…'
      : 'Bringing the installed packages up to date with package-lock.json…',
  );
  const [program, args, options] = npm(['install', '--no-save']);
  const status = await run(program, [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    ...options,
    stdio: ['ignore', 2, 2],
  });
  if (status === 0) return;
  throw new Missing(
    `The packages could not be installed (npm ended with status ${status}; its own words are above). A connection to the npm registry is needed this once.`,
  );
}

/** How to call npm: by the very file that runs now, else by name (a .cmd on Windows, which needs a shell). */
function npm(args) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('npm-cli.js')) return [process.execPath, [cli, ...args], {}];
  return ['npm', args, { shell: process.platform === 'win32' }];
}

/** Node 24 of the project's own packages (or this one, where that is made for another system but this is new enough); null where it is not there. */
function projectNode() {
  const file = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(file)) return null;
  if (spawnSync(file, ['--version'], { timeout: 20_000 }).status === 0) return file;
  if (major(process.versions.node) >= wantedNode) return process.execPath;
  throw new Missing(
    `The project's own Node (${file}) does not run here: it is made for another system or processor. Install Node ${wantedNode}, or remove the folder node_modules if it comes from another machine, and try again.`,
  );
}

/** npm may have been told not to run the packages' install scripts; the one of `node` fetches its program. */
async function installNode() {
  if (major(process.versions.node) >= wantedNode) return process.execPath;
  say(`Fetching Node ${wantedNode} for this project…`);
  const status = await run(process.execPath, ['installArchSpecificPackage.js'], {
    cwd: join(root, 'node_modules', 'node'),
    stdio: ['ignore', 2, 2],
  });
  const file = projectNode();
  if (status === 0 && file !== null) return file;
  throw new Missing(
    `Tallydesk runs on Node ${wantedNode}; this is Node ${process.versions.node}, and the project's own could not be fetched. Install Node ${wantedNode} or try again with a connection.`,
  );
}

function major(version) {
  return Number(version.split('.')[0]);
}
