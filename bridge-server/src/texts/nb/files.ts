import type { fileTexts as english } from '../en/files.ts';
import type { Translated } from '../text.ts';

export const fileTexts = {
  'file.wrong_hash': {
    title: 'Filen er en annen',
    cause: 'SHA-256 av bytene er ikke den i adressen.',
    remedy: 'Send filen under SHA-256 av bytene, i heksadesimale sifre med små bokstaver.',
  },
  'file.wrong_type': {
    title: 'Slike filer tas ikke imot',
    cause: 'Etter innholdet er filen verken PDF, JPEG, PNG, TIFF eller HEIC.',
    remedy: 'Lagre filen som PDF eller som JPEG, og nevn den i ordren.',
  },
  'file.no_room': {
    title: 'For mange filer uten ordre',
    cause: 'Nettbutikken har sendt så mange filer som ingen ordre nevner, at flere ikke tas imot.',
    remedy: 'Send ordrene som nevner filene. Broen fjerner en fil som ingen ordre nevner, etter en dag.',
  },
  'file.too_large': {
    title: 'Filen er for stor',
    cause: 'Filen er større enn {megabytes} MB.',
    remedy: 'Gjør filen mindre, for eksempel med færre sider eller lavere oppløsning, og nevn den i ordren.',
  },
  'file.bad_address': {
    title: 'Adressen fører ikke til en fil',
    cause:
      'Adressen er ikke en nettadresse, nevner en bruker, eller fører fra den ene adressen til den neste uten ende.',
    remedy: 'Skriv adressen i ordren der selve filen ligger, som https://shop.example/scans/7.pdf.',
  },
  'file.foreign_host': {
    title: 'Filen ligger på en fremmed adresse',
    cause: 'Adressen fører til {host}, som ikke er nettbutikkens egen vert.',
    remedy: {
      screen: 'Legg filen på nettbutikkens egen vert, og nevn adressen der i ordren.',
      commandLine:
        'Legg filen på nettbutikkens egen vert. Har nettbutikken filene sine hos {host}, tillat den verten med {variable}, og start broen på nytt.',
    },
  },
  'file.address_refused': {
    title: 'Adressen kan ikke kalles',
    cause: 'Broen kan ikke kalle adressen: {because}',
    remedy: {
      screen: 'Nevn en adresse i ordren som kan nås fra internett, med https.',
      commandLine: 'Nevn en offentlig adresse med https i ordren, eller tillat den private verten med {variable}.',
    },
  },
  'file.unreachable': {
    title: 'Filen kan ikke hentes',
    cause: '{host} svarte med status {status} i stedet for filen.',
    remedy: 'Åpne adressen i en nettleser der du ikke er logget inn. Filen må vises der.',
  },
  'file.unreachable:because': {
    title: 'Filen kan ikke hentes',
    cause: 'Adressen svarer ikke: {because}',
    remedy: 'Åpne adressen i en nettleser der du ikke er logget inn. Filen må vises der.',
  },
  'attachment.unknown': {
    title: 'Dokumentet har ingen slik fil',
    cause: 'Dokumentet {document} nevner ikke denne filen, eller filen ble fjernet etter sin tid.',
    remedy: 'Hent bare filer som dokumentet nevner, og hent dem sammen med dokumentet.',
  },
  'gap.file_missing': {
    title: 'En fil har ikke kommet',
    cause: 'Ordren nevner en fil i {field} som nettbutikken ikke har sendt til Kontor.',
    remedy:
      'Vent noen minutter: Ordren går videre av seg selv når filen kommer. Kommer den ikke, last den opp igjen ved ordren i nettbutikken: PDF, JPEG, PNG, TIFF eller HEIC på høyst 10 MB.',
  },
  'gap.file_unreadable': {
    title: 'En fil er ikke nevnt riktig',
    cause: 'Feltet {field} i ordren nevner ikke en fil slik Kontor venter det.',
    remedy: 'Slett det feltet i ordren i nettbutikken, og last opp filen igjen.',
  },
  'gap.file_not_fetched': {
    title: 'En fil hentes',
    cause: 'Filen fra adresse {place} i {field} er ikke hentet ennå.',
    remedy: 'Ingenting: Ordren går videre av seg selv når filen er hentet.',
  },
  'gap.file_not_fetched:tried': {
    title: 'En fil hentes',
    cause: 'Filen fra adresse {place} i {field} kunne ikke hentes så langt: {because}',
    remedy: 'Kontor prøver igjen av seg selv. Er adressen feil, rett den i ordren: Da går ordren videre av seg selv.',
  },
  'gap.file_refused': {
    title: 'En fil tas ikke imot',
    cause: 'Filen fra adresse {place} i {field} tas ikke imot: {because}',
    remedy: 'Rett adressen i ordren, eller fjern den: Da går ordren videre av seg selv.',
  },
  'gap.files_too_many': {
    title: 'For mange filer',
    cause: 'Ordren nevner {count} filer, og {limit} er det meste.',
    remedy: 'Fjern filer fra ordren i nettbutikken, eller legg flere sider i én fil.',
  },
} as const satisfies Translated<typeof english>;
