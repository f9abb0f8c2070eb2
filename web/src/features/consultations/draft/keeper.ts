import { toProblem, type Problem } from '@/shared/api';
import type { Gateway } from '../api';
import { reconcile, type Conflict } from './reconcile';
import { bodyOf, emptyLine, hasUnsaveable, isBlank, lineBody, typedLine, typedOf, type Consultation, type Prescription, type Typed, type TypedLine } from './values';

export type SaveState = 'saved' | 'waiting' | 'saving' | 'partly' | 'failed' | 'conflict';

interface Stored {
  id: string;
  version: number;
  body: string;
}

export interface Snapshot {
  typed: Typed;
  lines: TypedLine[];
  state: SaveState;
  problem?: Problem;
  conflicts: Conflict[];
}

/** Changed or taken off by somebody else. */
const isOvertaken = (error: unknown) => [404, 412].includes(toProblem(error).status);

const pause = 900;
const retryAfter = 5000;

/**
 * Keeps one draft: what is typed is on screen at once and at the server a moment later, one request at a time, in order. It
 * outlives its page, so that nothing typed is lost by leaving.
 */
export class Keeper {
  private row: Consultation;
  private base: Typed;
  private sent: string;
  private stored = new Map<string, Stored>();
  private gone: Stored[] = [];
  private adding = { text: '', key: '' };
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;
  private watchers = new Set<() => void>();
  snapshot: Snapshot;

  constructor(row: Consultation, private gateway: Gateway, private language: string) {
    this.row = row;
    this.base = typedOf(row, language);
    this.sent = JSON.stringify(bodyOf(this.base, row));
    const lines = row.prescriptions.map(typedLine);
    this.remember(row.prescriptions, lines);
    this.snapshot = { typed: this.base, lines, state: 'saved', conflicts: [] };
  }

  watch = (watcher: () => void) => {
    this.watchers.add(watcher);
    return () => void this.watchers.delete(watcher);
  };

  change(part: Partial<Typed>) {
    this.show({ typed: { ...this.snapshot.typed, ...part } });
    this.later();
  }

  changeLine(key: string, part: Partial<TypedLine>) {
    this.show({ lines: this.snapshot.lines.map((line) => (line.key === key ? { ...line, ...part } : line)) });
    this.later();
  }

  addLine(after?: string): string {
    const line = emptyLine();
    const at = after ? this.snapshot.lines.findIndex(({ key }) => key === after) + 1 : this.snapshot.lines.length;
    this.show({ lines: this.snapshot.lines.toSpliced(at, 0, line) });
    return line.key;
  }

  removeLine(key: string) {
    const known = this.stored.get(key);
    if (known) this.gone.push(known);
    this.stored.delete(key);
    this.show({ lines: this.snapshot.lines.filter((line) => line.key !== key) });
    this.later();
  }

  /** Ends a difference: mine, as it stands, or theirs. */
  settle(field: keyof Typed, which: 'mine' | 'theirs') {
    const conflict = this.snapshot.conflicts.find((one) => one.field === field);
    const conflicts = this.snapshot.conflicts.filter((one) => one.field !== field);
    const typed = which === 'theirs' && conflict ? { ...this.snapshot.typed, [field]: conflict.theirs } : this.snapshot.typed;
    this.show({ typed, conflicts });
    if (conflicts.length === 0) this.later(0);
  }

  /** Saves what is still on its way; whether all of it is now stored. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    await this.running;
    await this.run();
    return this.snapshot.state === 'saved';
  }

  /** What the signer has read. */
  read(): { version: number; prescriptions: { id: string; version: number }[] } {
    const prescriptions = this.snapshot.lines.flatMap(({ key }) => {
      const line = this.stored.get(key);
      return line ? [{ id: line.id, version: line.version }] : [];
    });
    return { version: this.row.version, prescriptions };
  }

  get isClean(): boolean {
    return this.snapshot.state === 'saved';
  }

  stop() {
    clearTimeout(this.timer);
    this.watchers.clear();
  }

  private show(part: Partial<Snapshot>) {
    this.snapshot = { ...this.snapshot, ...part };
    this.watchers.forEach((watch) => watch());
  }

  private later(wait = pause) {
    if (this.snapshot.conflicts.length > 0) return this.show({ state: 'conflict' });
    this.show({ state: 'waiting' });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.run(), wait);
  }

  private run(): Promise<void> {
    this.running ??= this.save().finally(() => (this.running = undefined));
    return this.running;
  }

  private async save() {
    if (this.snapshot.conflicts.length > 0) return;
    this.show({ state: 'saving' });
    try {
      while (await this.saveOne());
      const partly = hasUnsaveable(this.snapshot.typed) || this.snapshot.lines.some((line) => !line.medicine.trim() && !isBlank(line));
      if (this.snapshot.conflicts.length === 0) this.show({ state: partly ? 'partly' : 'saved', problem: undefined });
    } catch (error) {
      this.failed(error);
    }
  }

  private failed(error: unknown) {
    const problem = toProblem(error);
    this.show({ state: 'failed', problem });
    clearTimeout(this.timer);
    // What the server refuses stays refused until something is changed; what did not reach it is sent again.
    if (problem.code === 'offline' || problem.status >= 500 || problem.status === 429) this.timer = setTimeout(() => void this.run(), retryAfter);
  }

  /** Does one of the writes that are due; whether there was one. */
  private async saveOne(): Promise<boolean> {
    const { typed, lines } = this.snapshot;
    const body = bodyOf(typed, this.row);
    if (JSON.stringify(body) !== this.sent) return this.saveNote(typed, body);
    if (this.gone[0]) return this.removeGone(this.gone[0]);
    const due = lines.find((line) => line.medicine.trim() !== '' && this.stored.get(line.key)?.body !== JSON.stringify(lineBody(line)));
    return due ? this.saveLine(due) : false;
  }

  private async saveNote(typed: Typed, body: ReturnType<typeof bodyOf>): Promise<boolean> {
    try {
      this.row = await this.gateway.save(this.row.id, this.row.version, body);
      this.base = typed;
      this.sent = JSON.stringify(body);
      return true;
    } catch (error) {
      if (toProblem(error).status !== 412) throw error;
      return this.meet(await this.gateway.show(this.row.id));
    }
  }

  private async removeGone(removed: Stored): Promise<boolean> {
    try {
      await this.gateway.removeLine(this.row.id, removed);
    } catch (error) {
      if (!isOvertaken(error)) throw error;
      this.gone.shift();
      this.meetLines(await this.gateway.show(this.row.id));
      return true;
    }
    this.gone.shift();
    return true;
  }

  private async saveLine(line: TypedLine): Promise<boolean> {
    const body = lineBody(line);
    const known = this.stored.get(line.key);
    let row: { id: string; version: number };
    try {
      row = known ? await this.gateway.changeLine(this.row.id, known, body) : await this.gateway.addLine(this.row.id, this.keyFor(line, body), body);
    } catch (error) {
      if (!known || !isOvertaken(error)) throw error;
      this.meetLines(await this.gateway.show(this.row.id));
      return true;
    }
    if (this.snapshot.lines.some(({ key }) => key === line.key)) this.stored.set(line.key, { id: row.id, version: row.version, body: JSON.stringify(body) });
    else this.gone.push({ id: row.id, version: row.version, body: '' }); // taken off while it was being saved
    return true;
  }

  /** Another version of the note is stored: both come together, or are shown side by side. */
  private meet(fresh: Consultation): boolean {
    const { typed, conflicts } = reconcile(this.base, this.snapshot.typed, typedOf(fresh, this.language));
    this.row = fresh;
    this.base = typedOf(fresh, this.language);
    this.sent = JSON.stringify(bodyOf(this.base, fresh));
    this.show({ typed, conflicts, state: conflicts.length > 0 ? 'conflict' : 'saving' });
    return conflicts.length === 0;
  }

  /**
   * The stored lines are others than on screen. What is new there comes in; a line that both have changed stands twice, mine and
   * theirs, for the prescriber to choose: nothing goes to the patient before it is signed.
   */
  private meetLines(fresh: Consultation) {
    const known = new Map([...this.stored].map(([key, { id, version, body }]) => [id, { key, version, body }]));
    const present = new Map(fresh.prescriptions.map((row) => [row.id, row]));
    const rekeyed = (line: TypedLine): TypedLine => ({ ...line, key: emptyLine().key });
    const kept = this.snapshot.lines.flatMap((line) => {
      const stored = this.stored.get(line.key);
      if (!stored) return [line];
      const row = present.get(stored.id);
      const untouched = stored.body === JSON.stringify(lineBody(line));
      if (row?.version === stored.version) return [line];
      return untouched ? [] : [rekeyed(line)];
    });
    const mine = new Set(kept.map(({ key }) => this.stored.get(key)?.id));
    const leaving = new Set(this.gone.map(({ id }) => id));
    const rows = fresh.prescriptions.filter(({ id, version }) => !mine.has(id) && !(leaving.has(id) && known.get(id)?.version === version));
    const theirs = rows.map(typedLine);
    for (const [key] of this.stored) if (!kept.some((line) => line.key === key)) this.stored.delete(key);
    theirs.forEach((line, index) => {
      const row = rows[index];
      if (row) this.stored.set(line.key, { id: row.id, version: row.version, body: JSON.stringify(lineBody(line)) });
    });
    this.show({ lines: [...kept, ...theirs] });
  }

  /** After a refused signature: what is stored is another draft than the one on screen. */
  async refresh() {
    const fresh = await this.gateway.show(this.row.id);
    if (fresh.version !== this.row.version) this.meet(fresh);
    this.meetLines(fresh);
  }

  /** One key for one content: an answer that was lost does not add the line twice. */
  private keyFor(line: TypedLine, body: unknown): string {
    const text = line.key + JSON.stringify(body);
    if (this.adding.text !== text) this.adding = { text, key: crypto.randomUUID() };
    return this.adding.key;
  }

  private remember(rows: Prescription[], lines: TypedLine[]) {
    rows.forEach(({ id, version }, index) => {
      const line = lines[index];
      if (line) this.stored.set(id, { id, version, body: JSON.stringify(lineBody(line)) });
    });
  }
}
