import { type MantineColorScheme, Menu, Tooltip, useMantineColorScheme } from '@mantine/core';
import { IconKeyboard, IconLock, IconSearch } from '@tabler/icons-react';
import { Initials } from '../ui/Initials.tsx';
import { KeyHint } from '../ui/KeyHint.tsx';
import { useSignedIn } from '../ui/signed-in.tsx';
import { Tag } from '../ui/Tag.tsx';
import { finder } from './finder-store.ts';
import classes from './TitleBar.module.css';

type TitleBarProps = {
  studioName?: string;
  demo: boolean;
  locked: boolean;
  onLock: () => void;
  onShowKeys: () => void;
};

const schemes = [
  { value: 'auto', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

/** The studio's name, the search, and who is signed in. */
export function TitleBar({ studioName, demo, locked, onLock, onShowKeys }: TitleBarProps) {
  return (
    <section className={classes.bar} data-demo={demo || undefined} aria-label="Title bar">
      <div className={classes.studio}>
        <span className={classes.name} title={studioName}>
          {studioName}
        </span>
        {demo && <Tag tone="manual">Demo studio</Tag>}
      </div>
      <button type="button" className={classes.find} onClick={finder.open} aria-keyshortcuts="Control+K Meta+K">
        <IconSearch size={16} stroke={1.75} aria-hidden="true" />
        <span className={classes.findWords}>Find a customer or an action</span>
        <KeyHint keys={['Mod', 'K']} />
      </button>
      <div className={classes.who}>
        <PersonMenu onLock={onLock} onShowKeys={onShowKeys} />
        {/* The pointer leaves a button that is out of reach unheard: its hint would still be open afterwards. */}
        <Tooltip label="Lock this desk" disabled={locked}>
          <button type="button" className={classes.lock} onClick={onLock} data-locks>
            <IconLock size={15} stroke={1.9} aria-hidden="true" />
            <span className={classes.lockWord}>Lock</span>
          </button>
        </Tooltip>
      </div>
    </section>
  );
}

function PersonMenu({ onLock, onShowKeys }: Pick<TitleBarProps, 'onLock' | 'onShowKeys'>) {
  const staff = useSignedIn();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu width={220}>
      <Menu.Target>
        <button type="button" className={classes.person}>
          <Initials name={staff.name} size="s" />
          <span className={classes.personName}>
            {staff.name.split(' ')[0]} · {staff.role}
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Appearance</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as MantineColorScheme)}>
          {schemes.map(({ value, label }) => (
            <Menu.RadioItem key={value} value={value}>
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconKeyboard size={16} stroke={1.75} />}
          rightSection={<KeyHint keys={['?']} />}
          onClick={onShowKeys}
        >
          Keys
        </Menu.Item>
        <Menu.Item leftSection={<IconLock size={16} stroke={1.75} />} onClick={onLock}>
          Lock
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
