import { create } from 'zustand';
import type { ImportOutcome } from '../../client/answers.ts';
import { client } from '../../client/client.ts';
import { errorCode } from '../../client/error-sentences.ts';
import { newJob } from '../../client/ids.ts';
import { type Mapping, ownersIn, sameOwners } from './lot-names.ts';

/** Where an import stands. A file is read again for each preview, so that a mended file shows its mends. */
export type Stage =
  | { readonly at: 'choose'; readonly error: unknown; readonly fileName?: string }
  | { readonly at: 'reading'; readonly file: File; readonly job: string }
  | {
      readonly at: 'preview';
      readonly file: File;
      readonly outcome: ImportOutcome;
      /** What the preview was made with, and what an import would be made with. */
      readonly mapping: Mapping;
      /** The owners as they are typed; where they differ from `mapping`, a new preview comes before an import. */
      readonly named: Mapping;
      readonly error: unknown;
    }
  | {
      readonly at: 'running';
      readonly file: File;
      readonly outcome: ImportOutcome;
      readonly mapping: Mapping;
      readonly job: string;
    }
  | { readonly at: 'done'; readonly file: File; readonly outcome: ImportOutcome };

type ImportState = {
  readonly stage: Stage;
  /** Whose import this is; another person at the desk starts with an empty screen. */
  readonly staffId: string | null;
  takeFile(staffId: string, file: File): Promise<void>;
  nameOwners(named: Mapping): void;
  /** A new preview with the owners that are typed. */
  previewAgain(): Promise<void>;
  run(): Promise<void>;
  cancel(): void;
  startOver(): void;
};

const atStart: Stage = { at: 'choose', error: null };
const cancelledByPerson = (error: unknown) => errorCode(error) === 'CANCELLED';

function inputOf(file: File, mapping: Mapping, job: string) {
  return { content: file, name: file.name, job, ...(Object.keys(mapping).length > 0 ? { mapping } : {}) };
}

/** The import at this window. It lives outside of the screen, so that looking something up meanwhile doesn't lose it. */
export const useImportStore = create<ImportState>()((set, get) => {
  const preview = async (file: File, mapping: Mapping, before: Stage) => {
    const job = newJob();
    set({ stage: { at: 'reading', file, job } });
    const isCurrent = () => {
      const { stage } = get();
      return stage.at === 'reading' && stage.job === job;
    };
    try {
      const outcome = await client.imports.preview(inputOf(file, mapping, job));
      if (isCurrent()) set({ stage: { at: 'preview', file, outcome, mapping, named: mapping, error: null } });
    } catch (error) {
      if (!isCurrent()) return;
      const told = cancelledByPerson(error) ? null : error;
      const again: Stage = { at: 'choose', error: told, fileName: file.name };
      set({ stage: before.at === 'preview' ? { ...before, error: told } : again });
    }
  };
  return {
    stage: atStart,
    staffId: null,
    takeFile: (staffId, file) => {
      set({ staffId });
      return preview(file, {}, atStart);
    },
    nameOwners: (named) => {
      const { stage } = get();
      if (stage.at === 'preview') set({ stage: { ...stage, named } });
    },
    previewAgain: async () => {
      const { stage } = get();
      if (stage.at === 'preview') await preview(stage.file, ownersIn(stage.named), stage);
    },
    run: async () => {
      const { stage } = get();
      if (stage.at !== 'preview' || !sameOwners(stage.named, stage.mapping)) return;
      const { file, outcome, mapping } = stage;
      const job = newJob();
      set({ stage: { at: 'running', file, outcome, mapping, job } });
      try {
        const result = await client.imports.run(inputOf(file, mapping, job));
        set({ stage: { at: 'done', file, outcome: result } });
      } catch (error) {
        const told = cancelledByPerson(error) ? null : error;
        set({ stage: { at: 'preview', file, outcome, mapping, named: mapping, error: told } });
      }
    },
    cancel: () => {
      const { stage } = get();
      if (stage.at === 'reading' || stage.at === 'running')
        client.jobs.cancel({ job: stage.job }).catch(() => undefined);
    },
    startOver: () => set({ stage: atStart }),
  };
});
