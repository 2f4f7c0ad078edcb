import type { problems as english } from './problems-en.ts';
import type { Translated } from '../../../texts/text.ts';

/** Texts that only Go needs, and texts that say more about Go than the bridge's own. */
export const problemsInNorwegian = {
  'held.unauthorized': {
    title: 'PowerOffice avviser nøkkelen',
    cause: '{said}',
    remedy:
      'Trolig er ikke utvidelsen aktiv i Go: Gå til Meny › Innstillinger › Utvidelser og huk av for Aktiv. Kopier ellers klientnøkkelen på nytt. Alle nøklene må høre til samme miljø.',
  },
  'held.forbidden': {
    title: 'Kontor mangler en rettighet i PowerOffice',
    cause: '{said}',
    remedy:
      'Gi utvidelsen i Go rettighetene den ber om: Meny › Innstillinger › Utvidelser. Abonnementet til firmaet må også omfatte modulene.',
  },
  'held.rate_limited': {
    title: 'PowerOffice får for mange forespørsler',
    cause: '{said}',
    remedy:
      'Prøv igjen om et øyeblikk: PowerOffice tillater 10 forespørsler i sekundet for alle klientene til integrasjonen til sammen.',
  },
  'held.unreadable:total': {
    title: 'En sum fra Go kan ikke leses',
    cause: 'Go ga en sum som ikke er et beløp.',
    remedy: 'Prøv igjen senere. Hvis det ikke hjelper, si fra til den som drifter broen.',
  },
  'held.unreadable:document': {
    title: 'Svaret fra Go kan ikke leses',
    cause: 'Svaret fra Go om dokumentet for ordren har ikke den formen PowerOffice beskriver.',
    remedy: 'Prøv igjen senere. Hvis det ikke hjelper, si fra til den som drifter broen.',
  },
  'held.unreadable:draft': {
    title: 'Svaret fra Go kan ikke leses',
    cause: 'Svaret fra Go om kladden har ikke den formen PowerOffice beskriver.',
    remedy: 'Prøv igjen senere. Hvis det ikke hjelper, si fra til den som drifter broen.',
  },
  'gap.product_missing': {
    title: 'Ikke noe produkt {code} i Go',
    cause: 'Go har ikke noe produkt med koden {code}.',
    remedy:
      'Opprett {code} i Go med salgskontoen for mva-satsen. Eller la Kontor opprette produkter: Da må raden i innstillingene for koblingen ha et navn og en salgskonto. Eller velg et annet produkt der.',
  },
  'gap.product_undecided:accounts': {
    title: 'Flere salgskontoer for {product}',
    cause: 'Innstillingene oppgir flere salgskontoer for produktet {product}: {accounts}.',
    remedy: 'Gi alle radene med dette nummeret samme konto under «{setting}», eller gi hver konto sitt eget nummer.',
  },
  'gap.account_unreadable': {
    title: 'Kontor har ikke lov til å lese konto {number}',
    cause:
      'Go har ikke noe produkt {code}. Kontor oppretter det ikke, fordi utvidelsen ikke har lov til å lese konto {number} for produktet.',
    remedy: 'Gi utvidelsen i Go rettigheten GeneralLedgerAccount, eller opprett {code} i Go for hånd.',
  },
  'refused.conflict:locked': {
    title: 'Ordren er låst i Go',
    cause: '{said}',
    remedy: 'Prøv igjen: Kontor låser da opp ordren først.',
  },
  'refused.conflict:locked_new': {
    title: 'Ordren er låst i Go',
    cause: '{said}',
    remedy: 'Sett ordren tilbake til kladd i Go, og prøv igjen.',
  },
  'refused.conflict:not_deleted': {
    title: 'Go sletter ikke kladden',
    cause: '{said}',
    remedy: 'Er ordren bekreftet i Go, sett den tilbake til kladd der. Eller slett den der for hånd. Prøv så igjen.',
  },
  'refused.conflict:several_invoices': {
    title: 'Flere fakturaer for én ordre',
    cause: 'Go har {count} fakturaer med referansen {reference}.',
    remedy: 'Gjør for hånd i Go det som gjenstår for ordren, og merk den som håndtert et annet sted.',
  },
  'refused.invoiced_meanwhile': {
    title: 'Faktura {number} ble sendt i mellomtiden',
    cause: 'Kontoret sendte ordren som faktura {number} før Kontor hadde endret kladden.',
    remedy: 'Prøv igjen: Kontor sammenligner da fakturaen med ordren.',
  },
  'refused.invoiced_meanwhile:not_deleted': {
    title: 'Faktura {number} ble sendt i mellomtiden',
    cause: 'Kontoret sendte ordren som faktura {number} før Kontor kunne slette den.',
    remedy: 'Prøv igjen: Kontor krediterer da fakturaen.',
  },
  'refused.not_found:draft': {
    title: 'Kladden er slettet',
    cause: 'Noen har slettet kladden i Go: {said}',
    remedy: 'Sjekk i Go om ordren er bokført på en annen måte, og prøv igjen.',
  },
  'refused.not_found:unfinished': {
    title: 'Den uferdige kladden er slettet',
    cause: 'Noen slettet kladden i Go før den var ferdig: {said}',
    remedy: {
      screen:
        'Merk dokumentet som håndtert et annet sted. Hvis det ikke er bokført på en annen måte, velg «Lag på nytt» etterpå.',
      commandLine:
        'Merk dokumentet som håndtert et annet sted: kontor elsewhere. Hvis det ikke er bokført på en annen måte, lag det på nytt etterpå: kontor replay.',
    },
  },
  'refused.reversed': {
    title: 'Bilag {number} er reversert',
    cause:
      'Noen reverserte bilag {number} for denne betalingen i Go. Go tar ikke imot et nytt bilag med samme referanse.',
    remedy: 'Skal betalingen være i Go, bokfør den der for hånd. Merk den så som håndtert et annet sted.',
  },
  'doubt.contradicted': {
    title: 'Go motsier seg selv',
    cause: 'Go viser fortsatt kladden, men sier at den ikke finnes: {said}',
    remedy: 'Ingenting: Kontor spør systemet om det, og sender ingenting på nytt før det er avklart.',
  },
  'doubt.unreadable:total': {
    title: 'En sum fra Go kan ikke leses',
    cause: 'Summen «{total}» fra Go er ikke et beløp.',
    remedy: 'Ingenting: Kontor spør systemet om det, og sender ingenting på nytt før det er avklart.',
  },
  'retry.postponed:customer_meanwhile': {
    title: 'Kontor prøver igjen snart',
    cause: 'En annen kunde med samme e-postadresse ble opprettet i samme øyeblikk.',
    remedy: 'Ingenting: Det går videre av seg selv.',
  },
  'doubt.several:documents': {
    title: 'Flere dokumenter for én ordre',
    cause: 'Go har {count} dokumenter med referansen {reference}.',
    remedy: 'Se på dokumentene, behold ett og slett de andre. Oppgi så nummeret på det du beholdt.',
  },
  'doubt.several:lines': {
    title: 'Flere linjer med én referanse',
    cause: 'Ordren har flere linjer med referansen {reference}.',
    remedy: 'Se på linjene i Go, behold én og slett de andre. Prøv så igjen.',
  },
  'doubt.several:products': {
    title: 'Flere produkter {code}',
    cause: 'Go har flere produkter med koden {code}.',
    remedy: 'Se på produktene i Go, behold ett og slett de andre. Prøv så igjen.',
  },
  'doubt.several:customers': {
    title: 'Flere kunder med én referanse',
    cause: 'Go har flere kunder med referansen {reference}.',
    remedy: 'Se på kundene i Go, behold én og slett de andre. Prøv så igjen.',
  },
  'doubt.several:under_customer': {
    title: '{list}: samme kode flere ganger',
    cause: 'Go har {list} med koden {code} flere ganger.',
    remedy: 'Se på dem i Go, behold én og slett de andre. Prøv så igjen.',
  },
  'doubt.several:vouchers': {
    title: 'Flere bilag for én betaling',
    cause: 'Go har flere bilag med referansen {reference}.',
    remedy: 'Se på bilagene, behold ett og reverser de andre. Oppgi så nummeret på det du beholdt.',
  },
  'found.absent:sales_order': {
    title: 'Dokument {number} finnes ikke',
    cause: 'Go har ingen ordre eller faktura med nummer {number}.',
    remedy: 'Slå opp nummeret i Go, og oppgi det nøyaktig slik det står der.',
  },
  'found.absent:credit_note': {
    title: 'Kreditnota {number} finnes ikke',
    cause: 'Go har ingen kreditnota med nummer {number}.',
    remedy: 'Slå opp nummeret i Go, og oppgi det nøyaktig slik det står der.',
  },
  'found.absent:voucher': {
    title: 'Bilag {number} finnes ikke',
    cause: 'Kundereskontroen i Go har ikke noe bilag {number} mellom {from} og {to}.',
    remedy: 'Slå opp nummeret i Go, og oppgi det nøyaktig slik det står der.',
  },
  'found.absent:not_digits': {
    title: '«{number}» er ikke et nummer i Go',
    cause: '«{number}» er ikke et nummer i Go: Der består numrene bare av sifre.',
    remedy: 'Slå opp nummeret i Go, og oppgi det nøyaktig slik det står der.',
  },
  'found.unlike:several': {
    title: 'Flere dokumenter {number}',
    cause:
      'Go har flere dokumenter med nummer {number}, for eksempel en kladd og en faktura. Referansen {reference} viser ikke hvilket det gjelder.',
    remedy: 'Oppgi nummeret på dokumentet som ble laget av denne ordren.',
  },
  'found.unlike:books_more': {
    title: 'Bilag {number} er ikke denne betalingen',
    cause: 'Bilag {number} bokfører mer enn denne betalingen i kundereskontroen.',
    remedy: 'Oppgi nummeret på bilaget som ble laget av denne betalingen.',
  },
  'found.unlike:no_bank_voucher': {
    title: 'Bilag {number} er ikke denne betalingen',
    cause: 'Bilag {number} er ikke et bankbilag.',
    remedy: 'Oppgi nummeret på bilaget som ble laget av denne betalingen.',
  },
  'found.unlike:reversed': {
    title: 'Bilag {number} er reversert',
    cause: 'Bilag {number} er reversert.',
    remedy: 'Oppgi nummeret på bilaget som ble laget av denne betalingen.',
  },
} as const satisfies Translated<typeof english>;
