import { session } from 'electron';
import { savedFileMode, setMode } from '../../platform/private-files.ts';

/** What a page saves (the rows that an import left out) gets the mode of people's own files, though ours are private. */
export function giveSavedFilesTheirMode(): void {
  session.defaultSession.on('will-download', (_event, item) => {
    item.once('done', (_done, state) => {
      const mode = savedFileMode();
      if (state === 'completed' && mode !== null) setMode(item.getSavePath(), mode);
    });
  });
}
