import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { MessageChannel, type MessagePort } from 'node:worker_threads';

/** A function that remembers what it was called with, over all tests of a file. */
function recorder<Args extends unknown[], Answer>(answer: (...args: Args) => Answer) {
  const calls: Args[] = [];
  const record = (...args: Args) => {
    calls.push(args);
    return answer(...args);
  };
  return Object.assign(record, { calls });
}

/** The main process's end of a channel as Electron makes it: an emitter that queues until it is started. */
class FakePortMain extends EventEmitter {
  readonly #port: MessagePort;
  constructor(port: MessagePort) {
    super();
    this.#port = port;
    port.on('close', () => this.emit('close'));
  }
  start() {
    this.#port.on('message', (data) => this.emit('message', { data, ports: [] }));
  }
  postMessage(message: unknown) {
    this.#port.postMessage(message);
  }
  close() {
    this.#port.close();
  }
}

/** A page's frame: remembers the ports it is given. */
export class FakeFrame {
  readonly parent: FakeFrame | null;
  readonly url: string;
  readonly received: { message: string; ports: MessagePort[] }[] = [];
  constructor(url: string, parent: FakeFrame | null = null) {
    this.url = url;
    this.parent = parent;
  }
  postMessage(message: string, _data: unknown, ports: MessagePort[] = []) {
    this.received.push({ message, ports });
  }
}

/** The contents of a window, with the handlers that the app set on them. */
export class FakeContents extends EventEmitter {
  windowOpenHandler: ((details: { url: string }) => { action: string }) | null = null;
  url = '';
  getURL = () => this.url;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }) {
    this.windowOpenHandler = handler;
  }
}

type Options = Record<string, unknown> & { webPreferences?: Record<string, unknown> };

class FakeBrowserWindow extends EventEmitter {
  static windows: FakeBrowserWindow[] = [];
  static getAllWindows = () => FakeBrowserWindow.windows;
  static fromWebContents = (contents: FakeContents) =>
    FakeBrowserWindow.windows.find((window) => window.webContents === contents) ?? null;
  readonly webContents = new FakeContents();
  readonly options: Options;
  readonly loadURL = recorder(async (_address: string) => {});
  readonly show = recorder(() => {});
  readonly focus = recorder(() => {});
  readonly maximize = recorder(() => {});
  readonly restore = recorder(() => {});
  isMinimized = () => false;
  isMaximized = () => false;
  getNormalBounds = () => ({ x: 10, y: 20, width: 1200, height: 800 });
  constructor(options: Options) {
    super();
    this.options = options;
    FakeBrowserWindow.windows.push(this);
    fakeApp.emit('web-contents-created', {}, this.webContents);
  }
}

class FakeApp extends EventEmitter {
  isPackaged = true;
  readonly paths = new Map<string, string>([['documents', '/home/ada/Documents']]);
  readonly requestSingleInstanceLock = recorder(() => true);
  readonly exit = recorder((_status: number) => {});
  readonly enableSandbox = recorder(() => {});
  setPath(name: string, path: string) {
    if (!existsSync(path)) throw new Error(`Failed to set path '${name}': there is no ${path}`);
    this.paths.set(name, path);
  }
  getPath(name: string): string {
    const path = this.paths.get(name);
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  }
  whenReady = async () => {};
  /** Asks whether to leave; true where nobody prevented it, so that the process would be gone. */
  quit(): boolean {
    let prevented = false;
    this.emit('will-quit', { preventDefault: () => (prevented = true) });
    return !prevented;
  }
}

type Asking = { isMainFrame: boolean; requestingUrl?: string };
type PermissionRequest = (
  contents: unknown,
  permission: string,
  answer: (granted: boolean) => void,
  asking: Asking,
) => void;
type PermissionCheck = (contents: unknown, permission: string, origin: string, asking: Asking) => boolean;

const fakeApp = new FakeApp();
const session = {
  permissionRequest: null as PermissionRequest | null,
  permissionCheck: null as PermissionCheck | null,
  device: null as (() => boolean) | null,
};

/** What stands in for the module `electron`: the parts that the host uses, each remembering what was asked of it. */
export const fakeElectron = {
  app: fakeApp,
  BrowserWindow: FakeBrowserWindow,
  ipcMain: new EventEmitter(),
  MessageChannelMain: class {
    readonly port1: FakePortMain;
    readonly port2: MessagePort;
    constructor() {
      const { port1, port2 } = new MessageChannel();
      this.port1 = new FakePortMain(port1);
      this.port2 = port2;
    }
  },
  dialog: {
    showSaveDialog: recorder(async (_window: unknown, _options: { defaultPath: string; properties: string[] }) => ({
      canceled: false,
      filePath: '/home/ada/usage.xlsx',
    })),
    showErrorBox: recorder((_title: string, _text: string) => {}),
  },
  Menu: {
    buildFromTemplate: recorder((template: unknown) => template),
    setApplicationMenu: recorder((_menu: unknown) => {}),
  },
  nativeTheme: { shouldUseDarkColors: false },
  protocol: {
    registerSchemesAsPrivileged: recorder((_schemes: unknown[]) => {}),
    handle: recorder((_scheme: string, _answer: (request: Pick<Request, 'method' | 'url'>) => Response) => {}),
  },
  screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
  session: {
    defaultSession: Object.assign(new EventEmitter(), {
      setPermissionRequestHandler: (handler: PermissionRequest) => {
        session.permissionRequest = handler;
      },
      setPermissionCheckHandler: (handler: PermissionCheck) => {
        session.permissionCheck = handler;
      },
      setDevicePermissionHandler: (handler: () => boolean) => {
        session.device = handler;
      },
    }),
    handlers: session,
  },
};
