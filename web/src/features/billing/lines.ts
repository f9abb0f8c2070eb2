import type { Schema } from '@/shared/api';
import { given } from '@/shared/editing/merge';
import { t as shared } from '@/shared/i18n/shared';
import { fromMoney, toMoney } from '@/shared/money';
import type { Act, Detail } from './api';
import { t } from './i18n';

/** One line as it is typed. */
export interface LineValues {
  key: string;
  act_id: string;
  label: string;
  quantity: number | string;
  price: number | string;
  vat_rate: number;
  exemption: string;
}

// A type and no interface, so that rules can be told for its lines.
export type DraftValues = {
  lines: LineValues[];
  note: string;
  practitioner_id: string;
  visited_on: string | null;
};

export const usualExemption = 'Exonération de TVA, art. 261-4-1° du CGI';

let made = 0;
const fresh = () => `line${++made}`;

export const emptyLine = (): LineValues => ({ key: fresh(), act_id: '', label: '', quantity: 1, price: '', vat_rate: 0, exemption: usualExemption });

export const lineOfAct = (act: Act, key: string, quantity: number | string): LineValues => ({
  key,
  act_id: act.id,
  label: act.label,
  quantity,
  price: fromMoney(act.price),
  vat_rate: act.vat_rate ?? 0,
  exemption: act.exemption ?? '',
});

export const draftValues = (invoice: Detail | undefined): DraftValues => ({
  lines: invoice?.lines.map((line) => ({
    key: fresh(),
    act_id: line.act_id ?? '',
    label: line.label,
    quantity: line.quantity,
    price: fromMoney(line.unit_price),
    vat_rate: line.vat_rate,
    exemption: line.exemption ?? '',
  })) ?? [emptyLine()],
  note: invoice?.note ?? '',
  practitioner_id: invoice?.practitioner_id ?? '',
  visited_on: invoice?.visited_on ?? null,
});

export const givenLines = (lines: LineValues[], currency: string): Schema['LineInput'][] =>
  lines.map((line) => ({
    act_id: given(line.act_id),
    label: line.label.trim(),
    quantity: Number(line.quantity),
    unit_price: toMoney(line.price, currency),
    vat_rate: line.vat_rate,
    exemption: line.vat_rate === 0 ? given(line.exemption) : undefined,
  }));

/** The same invoice once more, as a new draft. */
export const asInput = (invoice: Detail): Schema['DraftInvoice'] => ({
  patient_id: invoice.patient_id,
  site_id: invoice.site_id,
  practitioner_id: invoice.practitioner_id,
  appointment_id: invoice.appointment_id,
  visited_on: invoice.visited_on,
  note: invoice.note,
  lines: givenLines(draftValues(invoice).lines, invoice.total.currency),
});

/** Rules that the server also has, told before the call. */
export const lineRules = {
  lines: {
    label: (label: string) => (label.trim() === '' ? shared('form.required') : null),
    price: (price: number | string) => (Number(price) > 0 ? null : t('field.priceWrong')),
    quantity: (quantity: number | string) => (Number(quantity) >= 1 ? null : t('field.quantityWrong')),
    exemption: (exemption: string, values: Pick<DraftValues, 'lines'>, path: string) => {
      const wanted = values.lines[Number(path.split('.')[1])]?.vat_rate === 0;
      return wanted && exemption.trim() === '' ? shared('form.required') : null;
    },
  },
};
