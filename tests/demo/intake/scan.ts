/** The PDF's objects: one page in the size A5 with two lines of text. */
const text = 'BT /F1 14 Tf 40 360 Td (Scan of a prescription) Tj 0 -24 Td (Made for the demo, of nobody) Tj ET';
const objects = [
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  [
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595]',
    '/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> /Contents 4 0 R >>',
  ].join(' '),
  `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
];

/** A PDF that stands in for the scan of a prescription. It has the same bytes each time. */
export function prescriptionScan(): Buffer {
  let pdf = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = pdf.length;
    pdf += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const count = objects.length + 1;
  const xref = `xref\n0 ${count}\n0000000000 65535 f \n${places.join('')}`;
  const trailer = `trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${pdf.length}\n%%EOF\n`;
  return Buffer.from(pdf + xref + trailer, 'latin1');
}
