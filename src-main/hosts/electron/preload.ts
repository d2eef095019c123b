import { ipcRenderer } from 'electron';
import { portHandedOver, portWanted } from './port-names.ts';

// Hands the window's one MessagePort to the page when the page asks for it, and nothing else.
window.addEventListener('message', (event) => {
  if (event.source === window && event.data === portWanted) ipcRenderer.send(portWanted);
});
ipcRenderer.on(portHandedOver, (event) => window.postMessage(portHandedOver, window.location.origin, event.ports));
