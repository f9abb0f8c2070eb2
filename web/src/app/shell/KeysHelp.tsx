import { Kbd, Modal, Switch, Text } from '@mantine/core';
import { setSingleKeys, useShortcuts, useSingleKeys, type Shortcut } from '@/shared/keys/registry';
import { useT } from '@/shared/i18n/shared';
import classes from './KeysHelp.module.css';

const names: Record<string, string> = { mod: 'Ctrl', alt: 'Alt', ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' };
const shown = (key: string) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key);

function Keys({ keys }: { keys: string }) {
  const t = useT();
  return keys.split(' ').map((chord, index) => (
    <span key={index}>
      {index > 0 && <span className={classes.then}> {t('keys.then')} </span>}
      {(chord === '+' ? [chord] : chord.split('+')).map((key) => <Kbd key={key}>{shown(key)}</Kbd>)}
    </span>
  ));
}

function Group({ title, list }: { title: string; list: Shortcut[] }) {
  if (list.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <dl className={classes.list}>
        {list.map(({ keys, label }) => (
          <div key={keys}>
            <dt>{label()}</dt>
            <dd>
              <Keys keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export default function KeysHelp({ onClose }: { onClose: () => void }) {
  const t = useT();
  // Of several that want a key, the newest has it.
  const all = [...new Map(useShortcuts().map((shortcut) => [shortcut.keys, shortcut])).values()];
  const single = useSingleKeys();
  return (
    <Modal opened onClose={onClose} title={<Text fw={700} size="lg">{t('keys.title')}</Text>} size="lg" closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Switch checked={single} onChange={(event) => setSingleKeys(event.currentTarget.checked)} label={t('keys.single')} description={t('keys.singleHint')} />
      <div className={classes.groups}>
        <Group title={t('keys.here')} list={all.filter(({ scope }) => scope === 'here')} />
        <Group title={t('keys.everywhere')} list={all.filter(({ scope }) => scope === 'everywhere')} />
      </div>
    </Modal>
  );
}
