/**
 * The documents that must come of the orders of real shops, as a bookkeeper would write them down: each with its total,
 * its day, its customer, and its net and VAT by Go's product, which carries the VAT code. An order without a document
 * has the reason instead. Each line was checked by hand against the amounts of the shop's bodies.
 */
export const booked: Readonly<Record<string, readonly string[]>> = {
  '01-no-decimals': [
    '10101 sent: 542.00 NOK on 2026-11-10 to Marit Solheim; A-1: 433.60 + 108.40',
    '10102 sent: 349.00 NOK on 2026-11-10 to Marit Solheim; A-1: 279.20 + 69.80',
  ],
  '02-coupon-then-price-by-hand': ['10201 sent: 1314.10 NOK on 2026-11-10 to Tor Myhre; A-1: 1051.28 + 262.82'],
  '03-negative-fee-two-rates': [
    '10301 sent: 484.00 NOK on 2026-11-10 to Ida Haug; A-1: 240.00 + 60.00, A-2: 160.00 + 24.00',
  ],
  '04-shipping-split-two-rates': [
    '10401 sent: 704.00 NOK on 2026-11-10 to Berit Lunde; A-1: 347.52 + 86.88, A-2: 234.43 + 35.16, A-99: 0.01 + 0.00',
  ],
  '06-gift-card-without-line': [
    '10601 order.totals_disagree: total: the order says 749.00, but its parts add up to 1249.00.',
    '10602 order.totals_disagree: total: the order says 0.00, but its parts add up to 1249.00.',
  ],
  '08-rate-changed-before-refund': [
    '10801 sent: 1250.00 NOK on 2025-04-20 to Odd Strand; A-1: 1000.00 + 250.00',
    '10801 refund 10880 sent: -625.00 NOK on 2025-06-10 to Odd Strand; A-1: -500.00 + -125.00',
    '10802 sent: 1250.00 NOK on 2026-02-20 to Gro Strand; A-1: 1000.00 + 250.00',
    '10802 refund 10890 sent: -1250.00 NOK on 2026-11-15 to Gro Strand; A-1: -1000.00 + -250.00',
  ],
  '09-new-year-night': [
    '10901 sent: 349.00 NOK on 2026-01-01 to Nora Berg; A-1: 279.20 + 69.80',
    '10901 refund 10980 sent: -349.00 NOK on 2026-03-01 to Nora Berg; A-1: -279.20 + -69.80',
  ],
  '11-foreign-vat-and-export': [
    '11101 gap.rate_unmapped',
    '11102 sent: 4000.00 NOK on 2026-11-10 to Holm Handel ApS; A-98: 4000.00 + 0.00',
  ],
  '12-deposit-and-own-status': [
    '11203 order.totals_disagree: total: the order says 749.00, but its parts add up to 1249.00.',
    '11201 sent: 1249.00 NOK on 2026-11-10 to Petter Aas; A-1: 999.20 + 249.80',
    '11202 rule.status',
  ],
  '13-html-entities': ['11301 sent: 537.00 NOK on 2026-11-10 to Elin Moe; A-1: 190.40 + 47.60, A-99: 299.00 + 0.00'],
  '14-variations-told-apart': ['11401 sent: 3198.00 NOK on 2026-11-10 to Kari-Anne Foss; A-1: 2558.40 + 639.60'],
  '15-metres-and-grams': [
    '11501 sent: 567.15 NOK on 2026-11-10 to Solveig Lie; A-1: 398.00 + 99.50, A-2: 60.57 + 9.09, A-99: -0.01 + 0.00',
  ],
  '16-bundles': [
    '11601 sent: 1386.00 NOK on 2026-11-10 to Anne Nygard; A-1: 798.40 + 199.60, A-2: 77.39 + 11.61, A-99: 299.00 + 0.00',
  ],
  '17-subscription': [
    '11701 sent: 249.00 NOK on 2026-09-01 to Thea Sand; A-1: 199.20 + 49.80',
    '11702 sent: 249.00 NOK on 2026-10-01 to Thea Sand; A-1: 199.20 + 49.80',
    '11703 sent: 249.00 NOK on 2026-11-01 to Thea Sand; A-1: 199.20 + 49.80',
    '11704 rule.zero_total',
  ],
  '18-order-numbers': [
    '11801 sent: 99.00 NOK on 2026-11-10 to Ole Vang; A-1: 79.20 + 19.80',
    '11802 sent: 990.00 NOK on 2026-11-10 to Vangvaren AS; A-1: 792.00 + 198.00',
    '11803 sent: 99.00 NOK on 2026-11-10 to Per Vang; A-1: 79.20 + 19.80',
    '11804 sent: 99.00 NOK on 2026-11-10 to Pia Vang; A-1: 79.20 + 19.80',
  ],
  '19-rounded-at-subtotal': [
    '11901 sent: 29.10 NOK on 2026-11-10 to Rune Holte; A-1: 23.40 + 6.00, A-99: -0.30 + 0.00',
  ],
  '20-currencies': [
    '12001 sent: 120.00 EUR on 2026-11-10 to Aino Virtanen; A-98: 120.00 + 0.00',
    '12002 sent: 14900 JPY on 2026-11-10 to Yuki Tanaka; A-98: 14900 + 0',
    '12003 gap.currency_closed',
    '12004 sent: 99.99 EUR on 2026-11-10 to Emma Krogh; A-1: 79.99 + 20.00',
  ],
  '21-odd-meta-data': ['12101 sent: 349.00 NOK on 2026-11-10 to Stig Eng; A-1: 279.20 + 69.80'],
  '22-deleted-product': [
    '12201 sent: 698.00 NOK on 2026-11-10 to Geir Tangen; A-1: 558.40 + 139.60',
    '12201 refund 12280 sent: -349.00 NOK on 2026-11-15 to Geir Tangen; A-1: -279.20 + -69.80',
  ],
  '23-till-without-email': ['12301 gap.no_email', '12302 gap.no_email'],
  '24-long-and-foreign-text': [
    '12401 sent: 349.00 NOK on 2026-11-10 to Sveinsen & Sønners Samvirkelag; A-1: 279.20 + 69.80',
    '12402 sent: 158.40 NOK on 2026-11-10 to Наталія Шевченко; A-98: 158.40 + 0.00',
    '12403 sent: 99.00 NOK on 2026-11-10 to Madonna; A-1: 79.20 + 19.80',
  ],
  '25-520-lines': [
    '12501 sent: 109782.50 NOK on 2026-11-10 to Grossist Nord AS; A-1: 59005.60 + 14751.40, A-2: 31326.46 + 4699.06, A-99: -0.02 + 0.00',
  ],
  '26-several-refunds': [
    '12601 sent: 704.00 NOK on 2026-11-10 to Unni Hagen; A-1: 379.20 + 94.80, A-2: 200.00 + 30.00',
    '12602 sent: 605.00 NOK on 2026-11-10 to Unn Hagen; A-1: 300.00 + 75.00, A-2: 200.00 + 30.00',
    '12602 refund 12690 gap.refund_without_lines',
    '12603 sent: 349.00 NOK on 2026-11-10 to Una Hagen; A-1: 279.20 + 69.80',
    '12603 refund 12695 gap.refund_disagrees',
    '12601 refund 12680 sent: -115.00 NOK on 2026-11-12 to Unni Hagen; A-2: -100.00 + -15.00',
    '12601 refund 12682 sent: -99.00 NOK on 2026-11-13 to Unni Hagen; A-1: -79.20 + -19.80',
    '12601 refund 12684 sent: -490.00 NOK on 2026-11-14 to Unni Hagen; A-1: -300.00 + -75.00, A-2: -100.00 + -15.00',
  ],
  '27-refund-wrong-sign': [
    '12701 sent: 698.00 NOK on 2026-11-10 to Bente Koll; A-1: 558.40 + 139.60',
    '12701 refund 12780 sent: -698.00 NOK on 2026-11-15 to Bente Koll; A-1: -558.40 + -139.60',
    '12702 sent: 349.00 NOK on 2026-11-10 to Bjarne Koll; A-1: 279.20 + 69.80',
    '12702 refund 12790 sent: -349.00 NOK on 2026-11-15 to Bjarne Koll; A-1: -279.20 + -69.80',
  ],
  '28-vat-alone-given-back': [
    '12801 sent: 1249.00 NOK on 2026-11-10 to Holm Handel ApS; A-1: 999.20 + 249.80',
    '12801 refund 12880 gap.vat_alone',
  ],
  '29-four-decimals': [
    '12901 sent: 99.99 NOK on 2026-11-10 to Roy Nes; A-1: 79.99 + 20.00',
    '12902 sent: 154.25 NOK on 2026-11-10 to Ray Nes; A-1: 123.40 + 30.85',
  ],
  '30-edited-after-paying': [
    '13001 changed.after_sending: 863.00 NOK on 2026-11-10 to Kåre Lien; A-1: 598.40 + 149.60, A-2: 100.00 + 15.00',
    '13001 amendment changed.after_sending: 863.00 NOK on 2026-11-10 to Kåre Lien; A-1: 598.40 + 149.60, A-2: 100.00 + 15.00',
    '13001 amendment gap.invoiced_already',
  ],
  '31-zero-rated-refund': [
    '13101 sent: 299.00 NOK on 2026-11-10 to Tone By; A-99: 299.00 + 0.00',
    '13101 refund 13180 sent: -299.00 NOK on 2026-11-15 to Tone By; A-99: -299.00 + 0.00',
  ],
  '32-exchange': ['13201 sent: 150.00 NOK on 2026-11-10 to Vegard Mo; A-1: 120.00 + 30.00'],
  '33-gift-card-order-returned': [
    '13301 sent: 749.00 NOK on 2026-11-10 to Ragna Dahl; A-1: 999.20 + 249.80, A-97: -500.00 + 0.00',
    '13301 refund 13380 sent: -749.00 NOK on 2026-11-15 to Ragna Dahl; A-1: -999.20 + -249.80, A-97: 500.00 + 0.00',
    '13302 sent: 749.00 NOK on 2026-11-10 to Roar Dahl; A-1: 999.20 + 249.80, A-97: -500.00 + 0.00',
    '13302 refund 13390 sent: -749.00 NOK on 2026-11-15 to Roar Dahl; A-1: -999.20 + -249.80, A-97: 500.00 + 0.00',
  ],
};
