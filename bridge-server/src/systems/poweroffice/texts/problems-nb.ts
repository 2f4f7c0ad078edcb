import type { problems as english } from './problems-en.ts';
import type { Translated } from '../../../texts/text.ts';

/** What Go alone has to say, and what of a refusal it says better than the bridge's own texts. */
export const problemsInNorwegian = {
  'held.unauthorized': {
    title: 'PowerOffice avviser nøkkelen',
    cause: '{said}',
    remedy:
      'Trolig er ikke utvidelsen aktiv i Go: Meny › Innstillinger › Utvidelser, huk av for Aktiv. Kopier ellers klientnøkkelen på nytt; alle nøkler må høre til samme miljø.',
  },
  'held.forbidden': {
    title: 'PowerOffice avviser en rettighet',
    cause: '{said}',
    remedy:
      'Gi utvidelsen i Go rettighetene den ber om: Meny › Innstillinger › Utvidelser. Abonnementet til firmaet må også inneholde modulene.',
  },
  'held.rate_limited': {
    title: 'PowerOffice blir spurt for ofte',
    cause: '{said}',
    remedy:
      'Prøv igjen om et øyeblikk: PowerOffice tillater 10 forespørsler i sekundet for alle klientene til integrasjonen.',
  },
  'held.unreadable:total': {
    title: 'En sum fra Go kan ikke leses',
    cause: 'Go ga en sum som ikke er et beløp.',
    remedy: 'Prøv igjen senere; hvis det fortsetter, si fra til den som drifter broen.',
  },
  'held.unreadable:document': {
    title: 'Svaret fra Go kan ikke leses',
    cause: 'Svaret fra Go om bilaget for ordren er ikke slik PowerOffice beskriver det.',
    remedy: 'Prøv igjen senere; hvis det fortsetter, si fra til den som drifter broen.',
  },
  'held.unreadable:draft': {
    title: 'Svaret fra Go kan ikke leses',
    cause: 'Svaret fra Go om kladden er ikke slik PowerOffice beskriver det.',
    remedy: 'Prøv igjen senere; hvis det fortsetter, si fra til den som drifter broen.',
  },
  'gap.product_missing': {
    title: 'Ikke noe produkt {code} i Go',
    cause: 'Go har ikke noe produkt med koden {code}.',
    remedy:
      'Opprett {code} i Go med salgskontoen for mva-satsen, la Kontor opprette produkter (da må raden i innstillingene for koblingen ha et navn og en salgskonto), eller velg et annet produkt der.',
  },
  'gap.product_undecided:accounts': {
    title: 'Flere salgskontoer for {product}',
    cause: 'Innstillingene gir produktet {product} flere salgskontoer: {accounts}.',
    remedy: 'Gi alle radene med dette nummeret samme konto under «{setting}», eller hver konto sitt eget nummer.',
  },
  'gap.account_unreadable': {
    title: 'Konto {number} kan ikke leses',
    cause:
      'Go har ikke noe produkt {code}, og utvidelsen har ikke lov til å lese konto {number}, så Kontor oppretter det ikke.',
    remedy: 'Gi utvidelsen i Go rettigheten GeneralLedgerAccount, eller opprett {code} i Go for hånd.',
  },
  'refused.conflict:locked': {
    title: 'Ordren er låst i Go',
    cause: '{said}',
    remedy: 'Prøv igjen: ordren blir da låst opp først.',
  },
  'refused.conflict:locked_new': {
    title: 'Ordren er låst i Go',
    cause: '{said}',
    remedy: 'Sett ordren tilbake til kladd i Go, og prøv igjen.',
  },
  'refused.conflict:not_deleted': {
    title: 'Go sletter ikke kladden',
    cause: '{said}',
    remedy:
      'Sett ordren tilbake til kladd i Go hvis den er bekreftet der, og prøv igjen; eller slett den der for hånd og prøv igjen.',
  },
  'refused.conflict:several_invoices': {
    title: 'Flere fakturaer for én ordre',
    cause: 'Go har {count} fakturaer med referansen {reference}.',
    remedy: 'Gjør for hånd i Go det som gjenstår for ordren, og si at den er håndtert et annet sted.',
  },
  'refused.invoiced_meanwhile': {
    title: 'Faktura {number} ble sendt i mellomtiden',
    cause: 'Kontoret sendte ordren som faktura {number} før kladden var rettet.',
    remedy: 'Prøv igjen: fakturaen blir da sammenlignet med ordren.',
  },
  'refused.invoiced_meanwhile:not_deleted': {
    title: 'Faktura {number} ble sendt i mellomtiden',
    cause: 'Kontoret sendte ordren som faktura {number} før den kunne slettes.',
    remedy: 'Prøv igjen: fakturaen blir da kreditert.',
  },
  'refused.not_found:draft': {
    title: 'Kladden er slettet',
    cause: 'Noen har slettet kladden i Go: {said}',
    remedy: 'Se i Go om ordren er bokført på en annen måte, og prøv igjen.',
  },
  'refused.not_found:unfinished': {
    title: 'Den uferdige kladden er slettet',
    cause: 'Noen slettet kladden i Go før den var ferdig: {said}',
    remedy: {
      screen:
        'Si at bilaget er håndtert et annet sted. Hvis det ikke er bokført på en annen måte, få det laget på nytt etterpå.',
      commandLine:
        'Si at bilaget er håndtert et annet sted. Hvis det ikke er bokført på en annen måte, få det laget på nytt etterpå med: kontor replay.',
    },
  },
  'refused.reversed': {
    title: 'Bilag {number} er reversert',
    cause: 'Noen reverserte bilag {number} for denne betalingen i Go, og Go tar ikke imot et nytt med samme referanse.',
    remedy: 'Bokfør betalingen i Go for hånd hvis den skal være der, og si at den er håndtert et annet sted.',
  },
  'doubt.contradicted': {
    title: 'Go motsier seg selv',
    cause: 'Go kjenner ikke kladden som den fortsatt viser: {said}',
    remedy: 'Ingenting: systemet blir spurt om det, og ingenting sendes på nytt før det er kjent.',
  },
  'doubt.unreadable:total': {
    title: 'En sum fra Go kan ikke leses',
    cause: 'Summen «{total}» fra Go er ikke et beløp.',
    remedy: 'Ingenting: systemet blir spurt om det, og ingenting sendes på nytt før det er kjent.',
  },
  'retry.postponed:customer_meanwhile': {
    title: 'Det prøves igjen straks',
    cause: 'En annen kunde med samme e-postadresse ble opprettet i samme øyeblikk.',
    remedy: 'Ingenting: det fortsetter av seg selv.',
  },
  'doubt.several:documents': {
    title: 'Flere bilag for én ordre',
    cause: 'Go har {count} bilag med referansen {reference}.',
    remedy: 'Se på dem, behold én og slett de andre; si så hvilken det er.',
  },
  'doubt.several:lines': {
    title: 'Flere linjer med én referanse',
    cause: 'Ordren har flere linjer med referansen {reference}.',
    remedy: 'Se på dem, behold én og slett de andre; si så hvilken det er.',
  },
  'doubt.several:products': {
    title: 'Flere produkter {code}',
    cause: 'Go har flere produkter med koden {code}.',
    remedy: 'Se på dem, behold én og slett de andre; si så hvilken det er.',
  },
  'doubt.several:customers': {
    title: 'Flere kunder med én referanse',
    cause: 'Go har flere kunder med referansen {reference}.',
    remedy: 'Se på dem, behold én og slett de andre; si så hvilken det er.',
  },
  'doubt.several:under_customer': {
    title: '{list}: samme kode flere ganger',
    cause: 'Go har {list} med koden {code} flere ganger.',
    remedy: 'Se på dem, behold én og slett de andre; si så hvilken det er.',
  },
  'doubt.several:vouchers': {
    title: 'Flere bilag for én betaling',
    cause: 'Go har flere bilag med referansen {reference}.',
    remedy: 'Se på dem, behold én og slett de andre; si så hvilken det er.',
  },
  'found.absent:sales_order': {
    title: 'Bilag {number} finnes ikke',
    cause: 'Go har ingen ordre eller faktura med nummer {number}.',
    remedy: 'Se etter nummeret i Go, og oppgi det slik det står der.',
  },
  'found.absent:credit_note': {
    title: 'Kreditnota {number} finnes ikke',
    cause: 'Go har ingen kreditnota med nummer {number}.',
    remedy: 'Se etter nummeret i Go, og oppgi det slik det står der.',
  },
  'found.absent:voucher': {
    title: 'Bilag {number} finnes ikke',
    cause: 'Kundereskontroen har ikke noe bilag {number} mellom {from} og {to}.',
    remedy: 'Se etter nummeret i Go, og oppgi det slik det står der.',
  },
  'found.absent:not_digits': {
    title: '«{number}» er ikke et nummer i Go',
    cause: '«{number}» er ikke et nummer i Go: de består bare av sifre.',
    remedy: 'Se etter nummeret i Go, og oppgi det slik det står der.',
  },
  'found.unlike:several': {
    title: 'Flere bilag {number}',
    cause:
      'Go har flere bilag med nummer {number}, for eksempel en kladd og en faktura, og ingen av dem alene har vår referanse {reference}.',
    remedy: 'Oppgi nummeret på bilaget som ble laget av denne ordren.',
  },
  'found.unlike:books_more': {
    title: 'Bilag {number} er et annet',
    cause: 'Bilag {number} bokfører mer enn denne betalingen i kundereskontroen.',
    remedy: 'Oppgi nummeret på bilaget som ble laget av denne ordren.',
  },
  'found.unlike:no_bank_voucher': {
    title: 'Bilag {number} er et annet',
    cause: 'Bilag {number} er ikke et bankbilag.',
    remedy: 'Oppgi nummeret på bilaget som ble laget av denne ordren.',
  },
  'found.unlike:reversed': {
    title: 'Bilag {number} er reversert',
    cause: 'Bilag {number} er reversert.',
    remedy: 'Oppgi nummeret på bilaget som ble laget av denne ordren.',
  },
} as const satisfies Translated<typeof english>;
