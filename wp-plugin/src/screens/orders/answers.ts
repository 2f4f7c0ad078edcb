import type { DescribedDocument } from '@kontor/shared/api/described';
import type { OrderStanding } from '@kontor/shared/api/standings';
import type { OfficeState } from '@kontor/shared/office';

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
export interface VatLine {
  readonly treatment: string;
  readonly rate: string;
  readonly net: string | null;
  readonly vat: string | null;
  readonly targetNet: string | null;
  readonly targetVat: string | null;
}

/** Why no document can be made: something that a person must map, mend or decide. */
export interface GapAnswer {
  readonly code: string;
  readonly cause: string;
  readonly remedy: string;
}

/** `GET /orders/{order}/preview`: what would be sent now; of a plan also what it says, line by line. */
export interface PreviewAnswer extends Partial<DescribedDocument> {
  readonly kind: 'plan' | 'gaps' | 'nothing';
  readonly total?: string | null;
  readonly vat?: readonly VatLine[];
  readonly gaps?: readonly GapAnswer[];
  readonly reason?: string;
  readonly cause?: string | null;
  /** The rule that leaves the order out, where the preview shows what would be made all the same. */
  readonly leftOutBy?: string;
}

/** What somebody must do or decide. */
export interface TaskAnswer {
  readonly id: number;
  readonly kind: 'question' | 'by_hand';
  readonly state?: string;
  readonly subject?: { readonly kind: string; readonly id: string } | null;
  readonly code?: string;
  readonly cause: string;
  readonly remedy: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly clerk: string | null;
  readonly due: string | null;
}

/** One request and its answer; what is about people is struck out. */
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

/** `GET /transfers/{transfer}`: one document with all that happened to it. */
export interface DocumentDetail {
  readonly id: number;
  readonly orderId: string;
  readonly order: string;
  readonly connection: string;
  readonly system: string;
  readonly kind: string;
  readonly state: string;
  readonly reason: string;
  readonly document: string | null;
  readonly total: string | null;
  readonly targetTotal: string | null;
  readonly office: OfficeState;
  readonly vat: readonly VatLine[];
  readonly gaps: readonly GapAnswer[] | null;
  readonly notes: readonly string[] | null;
  readonly attempts: number;
  readonly nextLook: string | null;
  readonly correlationId: string;
  readonly described?: DescribedDocument | null;
  readonly tasks: readonly TaskAnswer[];
  readonly exchanges: readonly ExchangeAnswer[];
  readonly steps: readonly {
    readonly at: string;
    readonly actor: string;
    readonly code: string;
    /** The same in words. */
    readonly text: string;
    readonly detail: unknown;
  }[];
}
