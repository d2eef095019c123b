import { Dialog } from '../ui/Dialog.tsx';

import { KeyHint } from '../ui/KeyHint.tsx';
import classes from './KeysDialog.module.css';

const groups: readonly { name: string; keys: readonly { keys: readonly string[]; does: string }[] }[] = [
  {
    name: 'Everywhere',
    keys: [
      { keys: ['Mod', 'K'], does: 'Find a customer or an action' },
      { keys: ['/'], does: 'Search in this screen' },
      { keys: ['Esc'], does: 'Leave a field, close a dialog, go back' },
      { keys: ['?'], does: 'Show these keys' },
    ],
  },
  {
    name: 'In lists',
    keys: [
      { keys: ['↑', '↓'], does: 'Move by one' },
      { keys: ['Page ↑', 'Page ↓'], does: 'Move by a page' },
      { keys: ['Home', 'End'], does: 'To the first, to the last' },
      { keys: ['Enter'], does: 'Open' },
    ],
  },
];

/** The keys of the app, on `?`. */
export function KeysDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Dialog opened={opened} onClose={onClose} title="Keys">
      {groups.map((group) => (
        <section key={group.name} className={classes.group}>
          <h2>{group.name}</h2>
          <dl>
            {group.keys.map(({ keys, does }) => (
              <div key={does} className={classes.line}>
                <dt>
                  <KeyHint keys={keys} />
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
