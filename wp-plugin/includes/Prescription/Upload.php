<?php
/**
 * Files that customers send.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Prescription;

use Kontor\Bridge\Settings;
use WC_Order;

/**
 * Lets the customer of an order send files for it, on the page that thanks for the order and on the order in My
 * Account. An order of an account takes files only from that account. An order of a guest takes them from whoever has
 * the order's key, which WooCommerce puts into the address of the page. Customers cannot read the files again.
 */
final class Upload {
	private const INPUT = 'kontor_files';
	/** In the address: `send` for the form, and afterwards what came of it. */
	private const PARAMETER = 'kontor-files';
	private const COUNT     = 'kontor-count';
	/** Statuses of orders for which no more files are wanted. */
	private const CLOSED = array( 'cancelled', 'refunded', 'failed', 'trash' );

	/** Listens to the pages of an order. */
	public function register(): void {
		add_action( 'template_redirect', array( $this, 'receive' ), 5 );
		add_action( 'woocommerce_thankyou', array( $this, 'show' ), 20 );
		add_action( 'woocommerce_view_order', array( $this, 'show' ), 20 );
	}

	/** Receives the form, and shows the page again. */
	public function receive(): void {
		// phpcs:disable WordPress.Security -- `stored_of` verifies the nonce.
		if ( 'POST' !== ( $_SERVER['REQUEST_METHOD'] ?? '' ) || 'send' !== ( $_GET[ self::PARAMETER ] ?? '' ) ) {
			return;
		}
		$order = wc_get_order( absint( $_POST['kontor_order'] ?? 0 ) );
		if ( $order instanceof WC_Order && self::may_send( $order ) ) {
			list( $result, $count ) = self::stored_of( $order );
			wp_safe_redirect( self::address( $order, $result, $count ) );
			exit;
		}
		if ( array() === $_POST ) {
			// PHP drops a form that is larger than `post_max_size`, and with it the number of the order.
			wp_safe_redirect( add_query_arg( self::PARAMETER, 'too_much', remove_query_arg( self::COUNT ) ) . '#kontor-files' );
			exit;
		}
		// phpcs:enable
		wp_die( esc_html__( 'You may not send files for this order.', 'kontor-bridge' ), '', array( 'response' => 403 ) );
	}

	/**
	 * Shows the files that were sent, and the form for more.
	 *
	 * @param int $order_id The order.
	 */
	public function show( int $order_id ): void {
		$order = wc_get_order( $order_id );
		if ( ! $order instanceof WC_Order || ! self::is_customer( $order ) || ! Settings::takes_files() ) {
			return;
		}
		$files = Files::of( $order_id );
		if ( array() === $files && ! self::may_send( $order ) ) {
			return;
		}
		echo '<section id="kontor-files" class="kontor-files"><h2>' . esc_html__( 'Your prescription', 'kontor-bridge' ) . '</h2>';
		self::show_result();
		if ( array() !== $files ) {
			echo '<p>' . esc_html__( 'You have sent:', 'kontor-bridge' ) . '</p><ul>';
			foreach ( $files as $file ) {
				printf( '<li>%s (%s)</li>', esc_html( $file['name'] ), esc_html( (string) size_format( $file['size'] ) ) );
			}
			echo '</ul>';
		}
		if ( self::may_send( $order ) && count( $files ) < Files::MOST ) {
			self::show_form( $order );
		}
		echo '</section>';
	}

	/**
	 * The form.
	 *
	 * @param WC_Order $order The order.
	 */
	private static function show_form( WC_Order $order ): void {
		$largest = size_format( min( Files::LARGEST_BYTES, wp_max_upload_size() ) );
		/* translators: 1: number of files, 2: a size such as 10 MB */
		$limits = sprintf( __( 'Up to %1$d files, each at most %2$s: PDF, JPEG, PNG, TIFF or HEIC.', 'kontor-bridge' ), Files::MOST, $largest );
		printf( '<form method="post" enctype="multipart/form-data" action="%s">', esc_url( self::address( $order, 'send' ) ) );
		wp_nonce_field( self::nonce_of( $order ), 'kontor_nonce', false );
		printf( '<input type="hidden" name="kontor_order" value="%d">', (int) $order->get_id() );
		printf( '<p><label for="kontor-files-input">%s</label><br>', esc_html__( 'Send a photo or a scan of your prescription', 'kontor-bridge' ) );
		printf(
			'<input type="file" id="kontor-files-input" name="%s[]" multiple required accept="%s" aria-describedby="kontor-files-limits"><br><small id="kontor-files-limits">%s</small></p>',
			esc_attr( self::INPUT ),
			esc_attr( implode( ',', array_keys( FileType::ENDINGS ) ) . ',.heic,.tif,.tiff' ),
			esc_html( $limits )
		);
		printf( '<p><button type="submit" class="button wp-element-button">%s</button></p></form>', esc_html__( 'Send', 'kontor-bridge' ) );
	}

	/** Says what came of the files that were just sent. */
	private static function show_result(): void {
		// phpcs:disable WordPress.Security.NonceVerification -- It only chooses a sentence.
		$result = isset( $_GET[ self::PARAMETER ] ) ? sanitize_key( wp_unslash( $_GET[ self::PARAMETER ] ) ) : '';
		$count  = isset( $_GET[ self::COUNT ] ) ? absint( $_GET[ self::COUNT ] ) : 0;
		// phpcs:enable
		if ( $count > 0 ) {
			/* translators: %d: number of files */
			self::say( 'status', sprintf( _n( 'We have received %d file.', 'We have received %d files.', $count, 'kontor-bridge' ), $count ) );
		}
		$fault = match ( $result ) {
			'empty'      => __( 'A file was empty. Choose it again.', 'kontor-bridge' ),
			'too_large'  => __( 'A file was too large. Take the photo with a lower resolution, or send the pages one by one.', 'kontor-bridge' ),
			'too_much'   => __( 'That was too large, as one file or together. Send the files one by one, each within the size that is named below.', 'kontor-bridge' ),
			'wrong_type' => __( 'A file was of another type. Send a PDF, or a photo as JPEG, PNG, TIFF or HEIC.', 'kontor-bridge' ),
			'too_many'   => __( 'This order has as many files as it can have. Ask the shop if something is missing.', 'kontor-bridge' ),
			'not_stored' => __( 'The shop could not keep a file. Try again later, or ask the shop.', 'kontor-bridge' ),
			'none'       => __( 'No file was chosen.', 'kontor-bridge' ),
			'expired'    => __( 'This page was open for too long. Choose the file again.', 'kontor-bridge' ),
			default      => '',
		};
		if ( '' !== $fault ) {
			self::say( 'alert', $fault );
		}
	}

	/**
	 * Says a sentence in WooCommerce's style.
	 *
	 * @param string $role status or alert.
	 * @param string $text The sentence.
	 */
	private static function say( string $role, string $text ): void {
		printf( '<p class="%s" role="%s">%s</p>', esc_attr( 'alert' === $role ? 'woocommerce-error' : 'woocommerce-message' ), esc_attr( $role ), esc_html( $text ) );
	}

	/**
	 * Keeps the files of the form. Returns the first fault, or `sent`, and how many files were kept.
	 *
	 * @param WC_Order $order The order.
	 * @return array{string, int}
	 */
	private static function stored_of( WC_Order $order ): array {
		$nonce = isset( $_POST['kontor_nonce'] ) ? sanitize_key( wp_unslash( $_POST['kontor_nonce'] ) ) : '';
		if ( ! wp_verify_nonce( $nonce, self::nonce_of( $order ) ) ) {
			return array( 'expired', 0 );
		}
		$faults = array();
		$count  = 0;
		foreach ( self::sent_files() as $sent ) {
			$result = self::fault_of( $sent['error'] ) ?? Files::store( $order, $sent['name'], self::content_of( $sent['place'] ) );
			if ( 'stored' === $result ) {
				++$count;
			} else {
				$faults[] = $result;
			}
		}
		return array( $faults[0] ?? ( 0 === $count ? 'none' : 'sent' ), $count );
	}

	/**
	 * The files of the request, at most one more than an order can have.
	 *
	 * @return list<array{name: string, place: string, error: int}>
	 */
	private static function sent_files(): array {
		// phpcs:disable WordPress.Security -- `stored_of` has verified the nonce; names are cleaned when they are kept.
		$names = (array) ( $_FILES[ self::INPUT ]['name'] ?? array() );
		$sent  = array();
		foreach ( array_slice( array_keys( $names ), 0, Files::MOST + 1 ) as $index ) {
			$name   = $_FILES[ self::INPUT ]['name'][ $index ];
			$sent[] = array(
				'name'  => is_string( $name ) ? wp_unslash( $name ) : '',
				'place' => (string) ( $_FILES[ self::INPUT ]['tmp_name'][ $index ] ?? '' ),
				'error' => (int) ( $_FILES[ self::INPUT ]['error'][ $index ] ?? UPLOAD_ERR_NO_FILE ),
			);
		}
		// phpcs:enable
		return $sent;
	}

	/**
	 * Why PHP has not received a file; null if it has.
	 *
	 * @param int $error PHP's number.
	 */
	private static function fault_of( int $error ): ?string {
		return match ( $error ) {
			UPLOAD_ERR_OK                            => null,
			UPLOAD_ERR_INI_SIZE, UPLOAD_ERR_FORM_SIZE => 'too_large',
			UPLOAD_ERR_NO_FILE                       => 'none',
			default                                  => 'not_stored',
		};
	}

	/**
	 * The content of a file that PHP has received, up to one byte more than is taken.
	 *
	 * @param string $place Where PHP has put it.
	 */
	private static function content_of( string $place ): string {
		// phpcs:ignore WordPress.WP.AlternativeFunctions -- PHP's own temporary file.
		return is_uploaded_file( $place ) ? (string) file_get_contents( $place, false, null, 0, Files::LARGEST_BYTES + 1 ) : '';
	}

	/**
	 * Whether the visitor may send files for an order now.
	 *
	 * @param WC_Order $order The order.
	 */
	private static function may_send( WC_Order $order ): bool {
		return Settings::takes_files() && self::is_customer( $order ) && ! in_array( $order->get_status(), self::CLOSED, true );
	}

	/**
	 * Whether the visitor is the order's customer.
	 *
	 * @param WC_Order $order The order.
	 */
	private static function is_customer( WC_Order $order ): bool {
		if ( $order->get_customer_id() > 0 ) {
			return get_current_user_id() === $order->get_customer_id();
		}
		// phpcs:ignore WordPress.Security -- The key is compared, and not used otherwise.
		$key = $_GET['key'] ?? '';
		return is_string( $key ) && '' !== $order->get_order_key() && hash_equals( $order->get_order_key(), $key );
	}

	/**
	 * The address of the page that shows the order to its customer.
	 *
	 * @param WC_Order $order  The order.
	 * @param string   $result `send`, or what came of the files.
	 * @param int      $count  How many files were kept.
	 */
	private static function address( WC_Order $order, string $result, int $count = 0 ): string {
		// phpcs:ignore WordPress.Security.NonceVerification -- It only chooses the page.
		$page  = isset( $_GET['key'] ) ? $order->get_checkout_order_received_url() : $order->get_view_order_url();
		$query = array( self::PARAMETER => $result ) + ( $count > 0 ? array( self::COUNT => $count ) : array() );
		return add_query_arg( $query, $page ) . '#kontor-files';
	}

	/**
	 * The action that the form's nonce is for.
	 *
	 * @param WC_Order $order The order.
	 */
	private static function nonce_of( WC_Order $order ): string {
		return 'kontor_files_' . $order->get_id();
	}
}
