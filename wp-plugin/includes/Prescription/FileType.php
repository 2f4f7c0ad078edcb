<?php
/**
 * The types of files.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Prescription;

/** The types of files that are taken, known by their first bytes. What the browser says of a type does not count. */
final class FileType {
	/** The ending of a name, by type. */
	public const ENDINGS = array(
		'application/pdf' => 'pdf',
		'image/jpeg'      => 'jpg',
		'image/png'       => 'png',
		'image/tiff'      => 'tif',
		'image/heic'      => 'heic',
	);

	/** The first bytes, by type. */
	private const BEGINNINGS = array(
		'application/pdf' => array( '%PDF-' ),
		'image/jpeg'      => array( "\xFF\xD8\xFF" ),
		'image/png'       => array( "\x89PNG\r\n\x1A\n" ),
		'image/tiff'      => array( "II*\x00", "MM\x00*" ),
	);

	/** The brands in the first box of a HEIC (ISO/IEC 23008-12). */
	private const HEIC_BRANDS = array( 'heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1' );

	/**
	 * The media type of a file; null if it is not taken.
	 *
	 * @param string $bytes The file, or at least its first 16 bytes.
	 */
	public static function of( string $bytes ): ?string {
		foreach ( self::BEGINNINGS as $type => $beginnings ) {
			foreach ( $beginnings as $beginning ) {
				if ( str_starts_with( $bytes, $beginning ) ) {
					return $type;
				}
			}
		}
		$is_heic = 'ftyp' === substr( $bytes, 4, 4 ) && in_array( substr( $bytes, 8, 4 ), self::HEIC_BRANDS, true );
		return $is_heic ? 'image/heic' : null;
	}

	/**
	 * A file's name as it is kept: plain text that is not too long, with the ending of its type.
	 *
	 * @param string $name The name that the browser said.
	 * @param string $type One of `ENDINGS`.
	 */
	public static function name( string $name, string $type ): string {
		$stem = pathinfo( sanitize_file_name( $name ), PATHINFO_FILENAME );
		$stem = mb_substr( $stem, 0, 80 );
		return ( '' === $stem ? 'file' : $stem ) . '.' . self::ENDINGS[ $type ];
	}
}
