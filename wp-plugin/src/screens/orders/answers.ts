import type { DescribedDocument, DescribedLineAnswer } from '@kontor/shared/api/described';
import type { JournalLine } from '@kontor/shared/api/journal';
import type { Need } from '@kontor/shared/api/overview';
import type { OrderStanding, StandingDocument } from '@kontor/shared/api/standings';
import type { Told } from '@kontor/shared/problem';

/** The fields of an order that the screens ask WooCommerce's REST API for. */
export interface ShopOrder {
  readonly id: number;
  readonly number: string;
  readonly status: string;
  readonly currency: string;
  readonly total: string;
  /** UTC, in ISO 8601 without a zone. */
  readonly date_created_gmt: string;
  readonly billing: { readonly first_name: string; readonly last_name: string; readonly company: string };
}

/** One order of the list: what the shop knows and what the bridge knows. At least one of the two is not null. */
export interface OrderRow {
  readonly id: string;
  readonly shop: ShopOrder | null;
  /** Null if the bridge never had the order, or did not answer. */
  readonly standing: OrderStanding | null;
  /** Whether the bridge said that it never had the order. */
  readonly isUnknown: boolean;
}

/** Net and VAT of one treatment, in the shop and at the target. */
export interface VatLine extends Pick<DescribedLineAnswer, 'treatment' | 'rate' | 'net' | 'vat'> {
  readonly targetNet: DescribedLineAnswer['net'];
  readonly targetVat: DescribedLineAnswer['vat'];
}

/** Why no document can be made: something that a person must map, fix or decide. */
export type GapAnswer = Pick<Told, 'code' | 'cause' | 'remedy'>;

/** `GET /orders/{order}/preview`: what would be sent now. A plan also has the document's lines. */
export interface PreviewAnswer extends Partial<DescribedDocument> {
  readonly kind: 'plan' | 'gaps' | 'nothing';
  readonly total?: StandingDocument['total'];
  readonly vat?: readonly VatLine[];
  readonly gaps?: readonly GapAnswer[];
  readonly reason?: string;
  readonly cause?: Told['cause'] | null;
  /** The rule that leaves the order out, if the preview shows what would be made in spite of it. */
  readonly leftOutBy?: string;
}

/** What somebody must do or decide. */
export interface TaskAnswer extends Pick<Told, 'cause' | 'remedy'>, Partial<Pick<Told, 'code'>> {
  readonly id: number;
  readonly kind: 'question' | 'by_hand' | 'new';
  readonly state?: string;
  readonly subject?: { readonly kind: string; readonly id: string } | null;
  readonly options: Need['options'];
  readonly clerk: string | null;
  readonly due: string | null;
  readonly note?: string | null;
}

/** One request and its answer, from which people's data is removed. */
export interface ExchangeAnswer {
  readonly at: string;
  readonly step: string;
  readonly method: string;
  readonly address: string;
  readonly status: number | null;
  readonly outcome: string;
  readonly ms: number;
  readonly request: unknown;
  readonly answer: unknown;
}

/** What the detail of a document and its line in the list have in common. */
type DocumentHead = Pick<
  StandingDocument,
  'connection' | 'system' | 'kind' | 'state' | 'reason' | 'document' | 'total' | 'targetTotal' | 'office'
>;

/** `GET /transfers/{transfer}`: one document with everything that happened to it. */
export interface DocumentDetail extends DocumentHead, Pick<OrderStanding, 'orderId' | 'order'> {
  readonly id: number;
  readonly vat: readonly VatLine[];
  readonly gaps: readonly GapAnswer[] | null;
  readonly notes: readonly string[] | null;
  readonly attempts: number;
  readonly nextLook: string | null;
  readonly correlationId: string;
  readonly described?: DescribedDocument | null;
  readonly tasks: readonly TaskAnswer[];
  readonly exchanges: readonly ExchangeAnswer[];
  readonly steps: readonly Pick<JournalLine, 'at' | 'actor' | 'code' | 'text' | 'detail'>[];
}
