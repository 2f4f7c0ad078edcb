<?php
/**
 * The files of orders.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Prescription;

use Kontor\Bridge\Problem;
use WC_Order;

/**
 * Keeps the files of orders, such as scans of prescriptions. They are rows of the database and never files, since a web
 * server gives out every file below its folder: Apache's rules against that do not count for nginx. A file is kept in
 * parts of text, so that a small `max_allowed_packet` does not matter.
 *
 * The order's meta data names each file by its hash (`_kontor_file_1` to `_kontor_file_20`), as the bridge reads it.
 *
 * @phpstan-type File array{
 *   order_id: int,
 *   place: int,
 *   sha256: string,
 *   name: string,
 *   media_type: string,
 *   size: int,
 *   stored_at: int,
 *   is_pushed: bool,
 *   problem: Problem|null
 * }
 */
final class Files {
	/** How many files an order has at most. */
	public const MOST = 20;
	/** How large a file is at most: 10 MB. */
	public const LARGEST_BYTES = 10000000;
	private const PART_BYTES   = 196608;

	/**
	 * Keeps a file, and names it on the order. A file that the order has already is kept once.
	 *
	 * @param WC_Order $order The order.
	 * @param string   $name  The file's name.
	 * @param string   $bytes The file.
	 * @return string `stored`, or why it is not: `empty`, `too_large`, `wrong_type`, `too_many` or `not_stored`.
	 */
	public static function store( WC_Order $order, string $name, string $bytes ): string {
		$type = FileType::of( $bytes );
		if ( '' === $bytes || strlen( $bytes ) > self::LARGEST_BYTES || null === $type ) {
			return '' === $bytes ? 'empty' : ( strlen( $bytes ) > self::LARGEST_BYTES ? 'too_large' : 'wrong_type' );
		}
		$sha256 = hash( 'sha256', $bytes );
		$files  = self::of( $order->get_id() );
		if ( ! in_array( $sha256, array_column( $files, 'sha256' ), true ) ) {
			if ( count( $files ) >= self::MOST ) {
				return 'too_many';
			}
			// The parts come first: a file whose row exists is whole.
			$is_stored = self::store_parts( $order->get_id(), $sha256, $bytes )
				&& self::store_row( $order->get_id(), $sha256, FileType::name( $name, $type ), $type, strlen( $bytes ) );
			if ( ! $is_stored ) {
				return 'not_stored';
			}
		}
		self::name_on( $order );
		return 'stored';
	}

	/**
	 * The files of an order.
	 *
	 * @param int $order_id The order.
	 * @return list<File>
	 */
	public static function of( int $order_id ): array {
		global $wpdb;
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$rows = $wpdb->get_results(
			$wpdb->prepare(
				"SELECT order_id, place, sha256, name, media_type, size, stored_gmt, pushed_gmt, last_error
				FROM {$wpdb->prefix}kontor_files
				WHERE order_id = %d
				ORDER BY place",
				$order_id
			),
			ARRAY_A
		);
		// phpcs:enable
		$files = array();
		foreach ( is_array( $rows ) ? $rows : array() as $row ) {
			$files[] = array(
				'order_id'   => (int) $row['order_id'],
				'place'      => (int) $row['place'],
				'sha256'     => (string) $row['sha256'],
				'name'       => (string) $row['name'],
				'media_type' => (string) $row['media_type'],
				'size'       => (int) $row['size'],
				'stored_at'  => (int) strtotime( $row['stored_gmt'] . ' UTC' ),
				'is_pushed'  => null !== $row['pushed_gmt'],
				'problem'    => Problem::of( $row['last_error'] ),
			);
		}
		return $files;
	}

	/**
	 * One file of an order; null if there is none at that place.
	 *
	 * @param int $order_id The order.
	 * @param int $place    Its place, from 1.
	 * @return File|null
	 */
	public static function at( int $order_id, int $place ): ?array {
		$files = array_column( self::of( $order_id ), null, 'place' );
		return $files[ $place ] ?? null;
	}

	/**
	 * The bytes of a file; null if a part of them is lost.
	 *
	 * @param int    $order_id The order.
	 * @param string $sha256   The file's hash.
	 */
	public static function bytes( int $order_id, string $sha256 ): ?string {
		global $wpdb;
		$bytes = '';
		$part  = 0;
		do {
			// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
			$content = $wpdb->get_var(
				$wpdb->prepare(
					"SELECT content FROM {$wpdb->prefix}kontor_file_parts
					WHERE order_id = %d AND sha256 = %s AND part = %d",
					$order_id,
					$sha256,
					$part++
				)
			);
			// phpcs:enable
			$bytes .= (string) base64_decode( (string) $content, true ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions -- A file as text.
		} while ( null !== $content );
		return hash( 'sha256', $bytes ) === $sha256 ? $bytes : null;
	}

	/**
	 * Removes one file of an order, and its name on the order.
	 *
	 * @param WC_Order $order The order.
	 * @param int      $place Its place.
	 */
	public static function remove( WC_Order $order, int $place ): void {
		global $wpdb;
		$file = self::at( $order->get_id(), $place );
		if ( null === $file ) {
			return;
		}
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own tables.
		$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->prefix}kontor_files WHERE order_id = %d AND place = %d", $order->get_id(), $place ) );
		$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->prefix}kontor_file_parts WHERE order_id = %d AND sha256 = %s", $order->get_id(), $file['sha256'] ) );
		// phpcs:enable
		self::name_on( $order );
	}

	/**
	 * Removes all files of an order, but not their names on it.
	 *
	 * @param int $order_id The order.
	 */
	public static function remove_all( int $order_id ): void {
		global $wpdb;
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own tables.
		$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->prefix}kontor_files WHERE order_id = %d", $order_id ) );
		$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->prefix}kontor_file_parts WHERE order_id = %d", $order_id ) );
		// phpcs:enable
	}

	/**
	 * The key in the order's meta data that names a file.
	 *
	 * @param int $place The file's place.
	 */
	public static function meta_key( int $place ): string {
		return "_kontor_file_$place";
	}

	/**
	 * Makes the order's meta data name exactly the files that it has. So a name that is missing, because a process was
	 * killed, comes with the next file.
	 *
	 * @param WC_Order $order The order.
	 */
	private static function name_on( WC_Order $order ): void {
		$files = array_column( self::of( $order->get_id() ), null, 'place' );
		for ( $place = 1; $place <= self::MOST; $place++ ) {
			$file = $files[ $place ] ?? null;
			if ( null === $file ) {
				$order->delete_meta_data( self::meta_key( $place ) );
				continue;
			}
			$name = array(
				'sha256'  => $file['sha256'],
				'name'    => $file['name'],
				'purpose' => 'prescription',
				// A copy of the order has its meta data, too, but the files are not those of the copy.
				'order'   => $order->get_id(),
			);
			$order->update_meta_data( self::meta_key( $place ), (string) wp_json_encode( $name, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES ) );
		}
		$order->set_date_modified( time() );
		$order->save();
	}

	/**
	 * Keeps the bytes of a file. Returns false if the database refused a part.
	 *
	 * @param int    $order_id The order.
	 * @param string $sha256   The file's hash.
	 * @param string $bytes    The file.
	 */
	private static function store_parts( int $order_id, string $sha256, string $bytes ): bool {
		global $wpdb;
		foreach ( str_split( $bytes, self::PART_BYTES ) as $part => $some ) {
			$content = base64_encode( $some ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions -- A file as text.
			// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
			$is_kept = $wpdb->query(
				$wpdb->prepare(
					"INSERT IGNORE INTO {$wpdb->prefix}kontor_file_parts (order_id, sha256, part, content)
					VALUES (%d, %s, %d, %s)",
					$order_id,
					$sha256,
					$part,
					$content
				)
			);
			// phpcs:enable
			if ( false === $is_kept ) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Keeps the row of a file at the first free place. Two requests may want the same place; then one takes the next.
	 *
	 * @param int    $order_id The order.
	 * @param string $sha256   The file's hash.
	 * @param string $name     Its name.
	 * @param string $type     Its media type.
	 * @param int    $size     Its size in bytes.
	 */
	private static function store_row( int $order_id, string $sha256, string $name, string $type, int $size ): bool {
		global $wpdb;
		$now = gmdate( 'Y-m-d H:i:s' );
		for ( $place = 1; $place <= self::MOST; $place++ ) {
			// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
			$count = $wpdb->query(
				$wpdb->prepare(
					"INSERT IGNORE INTO {$wpdb->prefix}kontor_files (
						order_id,
						place,
						sha256,
						name,
						media_type,
						size,
						stored_gmt,
						due_gmt
					) VALUES (%d, %d, %s, %s, %s, %d, %s, %s)",
					$order_id,
					$place,
					$sha256,
					$name,
					$type,
					$size,
					$now,
					$now
				)
			);
			// phpcs:enable
			if ( 1 === $count ) {
				return true;
			}
		}
		return false;
	}
}
