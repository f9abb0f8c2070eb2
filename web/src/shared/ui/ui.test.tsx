import { MantineProvider, TextInput } from '@mantine/core';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState, type ReactNode } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { expectAccessible, leave, logInAs, someone } from '../../../tests/render';
import { useApiForm } from '@/shared/api';
import { startKeys } from '@/shared/keys/registry';
import { DataTable, FormDrawer, patientName, folded, StatusBadge, useDeed, withUndo } from '.';
import { parseDay } from './dates';
import { ToastHost } from './toast';

const show = (children: ReactNode) => render(<MantineProvider env="test">{children}<ToastHost /></MantineProvider>);

afterEach(leave);

function Deed({ deed }: { deed: () => Promise<unknown> }) {
  const { busy, run } = useDeed();
  return <button onClick={() => void run(deed)}>{busy ? 'Un instant' : 'Faire'}</button>;
}

describe('a deed', () => {
  it('is done once, however often it is asked for meanwhile, and then again', async () => {
    let finish = () => {};
    const deed = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
    show(<Deed deed={deed} />);
    await userEvent.dblClick(screen.getByRole('button'));
    expect(deed).toHaveBeenCalledOnce();
    act(() => finish());
    await userEvent.click(await screen.findByRole('button', { name: 'Faire' }));
    expect(deed).toHaveBeenCalledTimes(2);
  });

  it('that is refused says why, and can be tried again', async () => {
    const deed = vi.fn(() => Promise.reject({ status: 409, code: 'conflict', detail: 'Pas maintenant.' }));
    show(<Deed deed={deed} />);
    await userEvent.click(screen.getByRole('button', { name: 'Faire' }));
    expect(await screen.findByText('Pas maintenant.')).toBeInTheDocument();
    expect(await screen.findByRole('button', { name: 'Faire' })).toBeInTheDocument();
  });
});

describe('a deed that can be undone', () => {
  it('is told, and taken back by the button', async () => {
    const undo = vi.fn(() => Promise.resolve());
    show(null);
    act(() => withUndo('Rendez-vous annulé.', undo));
    await userEvent.click(await screen.findByRole('button', { name: 'Annuler' }));
    expect(undo).toHaveBeenCalledOnce();
    expect(await screen.findByText('C’est annulé.')).toBeInTheDocument();
  });

  it('is taken back by the key Z', async () => {
    const undo = vi.fn(() => Promise.resolve());
    const stop = startKeys();
    show(null);
    act(() => withUndo('Rendez-vous déplacé.', undo));
    await userEvent.keyboard('z');
    await waitFor(() => expect(undo).toHaveBeenCalledOnce());
    stop();
  });

  it('says why it could not be taken back', async () => {
    show(null);
    act(() => withUndo('Rendez-vous annulé.', () => Promise.reject({ status: 409, code: 'slot_taken', detail: 'Le créneau est pris.' })));
    await userEvent.click(screen.getByRole('button', { name: 'Annuler' }));
    expect(await screen.findByText('Le créneau est pris.')).toBeInTheDocument();
  });
});

function NameForm({ submit }: { submit: (values: { name: string }, headers: Record<string, string>) => Promise<unknown> }) {
  const [opened, setOpened] = useState(false);
  const api = useApiForm({
    initialValues: { name: '' },
    submit: async (values, headers) => {
      await submit(values, headers);
      api.form.reset();
      setOpened(false);
    },
  });
  return (
    <>
      <button onClick={() => setOpened(true)}>Ouvrir</button>
      <FormDrawer draft="test.name" title="Nouvelle salle" opened={opened} onClose={() => setOpened(false)} api={api}>
        <TextInput label="Nom" {...api.form.getInputProps('name')} />
      </FormDrawer>
    </>
  );
}

describe('a form at the side', () => {
  it('keeps what was typed when it is closed, until it is cleared', async () => {
    logInAs(someone());
    const { unmount } = show(<NameForm submit={() => Promise.resolve()} />);
    await userEvent.click(screen.getByText('Ouvrir'));
    await userEvent.type(await screen.findByLabelText('Nom'), 'Salle bleue');
    await userEvent.click(screen.getByRole('button', { name: 'Fermer' }));
    unmount();
    show(<NameForm submit={() => Promise.resolve()} />);
    await userEvent.click(screen.getByText('Ouvrir'));
    expect(await screen.findByLabelText('Nom')).toHaveValue('Salle bleue');
    await userEvent.click(screen.getByRole('button', { name: 'Effacer la saisie' }));
    expect(screen.getByLabelText('Nom')).toHaveValue('');
  });

  it('never shows one person what another had typed', async () => {
    logInAs(someone());
    const { unmount } = show(<NameForm submit={() => Promise.resolve()} />);
    await userEvent.click(screen.getByText('Ouvrir'));
    await userEvent.type(await screen.findByLabelText('Nom'), 'Secret');
    await userEvent.click(screen.getByRole('button', { name: 'Fermer' }));
    unmount();
    logInAs(someone({ id: '0193b7a0-0000-7000-8000-000000000002' }));
    show(<NameForm submit={() => Promise.resolve()} />);
    await userEvent.click(screen.getByText('Ouvrir'));
    expect(await screen.findByLabelText('Nom')).toHaveValue('');
  });

  it('sends the same input under the same key, and another input under another', async () => {
    logInAs(someone());
    const keys: string[] = [];
    const submit = (_: unknown, headers: Record<string, string>) => {
      keys.push(headers['Idempotency-Key'] ?? '');
      return Promise.reject(new TypeError('Failed to fetch'));
    };
    show(<NameForm submit={submit} />);
    await userEvent.click(screen.getByText('Ouvrir'));
    await userEvent.type(await screen.findByLabelText('Nom'), 'A');
    const save = screen.getByRole('button', { name: 'Enregistrer' });
    await userEvent.click(save);
    expect(await screen.findByRole('alert')).toHaveTextContent('votre saisie est gardée');
    await userEvent.click(save);
    await userEvent.type(screen.getByLabelText('Nom'), 'B');
    await userEvent.click(save);
    await waitFor(() => expect(keys).toHaveLength(3));
    expect(keys[0]).toBe(keys[1]);
    expect(keys[2]).not.toBe(keys[0]);
  });
});

describe('a table', () => {
  const rows = [{ id: 1, name: 'Lefèvre, Anne' }];
  const pages = {
    data: { pages: [{ items: rows }] },
    error: null,
    isPending: false,
    hasNextPage: true,
    isFetchingNextPage: false,
    fetchNextPage: vi.fn(),
    refetch: vi.fn(),
  };
  const columns = [
    { id: 'name', header: 'Nom', cell: (row: { name: string }) => row.name },
    { id: 'status', header: 'État', cell: () => <StatusBadge status="arrived" /> },
  ];
  const table = (changes: Partial<typeof pages> | { error: unknown; data: undefined }, onOpen?: () => void) =>
    show(<DataTable caption="Patients" columns={columns} pages={{ ...pages, ...changes }} rowKey={({ name }) => name} onOpen={onOpen} empty="Aucun patient" />);

  it('opens a row by the keyboard and reads on', async () => {
    const onOpen = vi.fn();
    table({}, onOpen);
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    await userEvent.click(screen.getByRole('button', { name: 'Afficher la suite' }));
    expect(onOpen).toHaveBeenCalledWith(rows[0]);
    expect(pages.fetchNextPage).toHaveBeenCalledOnce();
    await expectAccessible();
  });

  it('says that it is empty, that it is loading, and what went wrong', () => {
    const { unmount } = table({ data: { pages: [{ items: [] }] } });
    expect(screen.getByRole('heading', { name: 'Aucun patient' })).toBeInTheDocument();
    unmount();
    const loading = table({ isPending: true });
    expect(screen.getByRole('status', { name: 'Chargement…' })).toBeInTheDocument();
    loading.unmount();
    table({ error: new TypeError('Failed to fetch'), data: undefined });
    expect(screen.getByRole('alert')).toHaveTextContent('Le serveur ne répond pas');
  });
});

describe('names', () => {
  it('of patients are the name in use, surname first', () => {
    expect(patientName({ birth_name: 'Martin', used_name: 'Lefèvre', first_name: 'Anne' })).toBe('Lefèvre, Anne');
    expect(patientName({ birth_name: 'Martin', first_name: 'Anne' })).toBe('Martin, Anne');
  });

  it('are found without their accents', () => {
    expect(folded(' Lefèvre ')).toBe('lefevre');
  });
});

describe('a typed day', () => {
  it('is read in the usual spellings, and refused when it does not exist', () => {
    expect(['20/11/2026', '20.11.2026', '20112026'].map(parseDay)).toEqual(Array(3).fill('2026-11-20'));
    expect(parseDay('31/02/2026')).toBeNull();
  });
});
