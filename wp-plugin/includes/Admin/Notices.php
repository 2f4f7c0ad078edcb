<?php
/**
 * Notices at the top of admin screens.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Admin;

use Kontor\Bridge\Orders\Outbox;
use Kontor\Bridge\Pairing\Pair;
use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Problem;
use Kontor\Bridge\Stock\Trouble;

/** Shows the result of an action, and what keeps all orders from being sent. */
final class Notices {
	private const LATE_SECONDS = 900;

	/** Listens to WordPress's notices. */
	public function register(): void {
		add_action( 'admin_notices', array( $this, 'show' ) );
	}

	/** Shows the notices of this request. */
	public function show(): void {
		if ( ! current_user_can( 'edit_shop_orders' ) ) {
			return;
		}
		$this->what_was_done();
		$this->what_waits();
		$this->stock_trouble();
		$pairing = Pairing::current();
		$screen  = get_current_screen();
		if ( null !== $pairing && $pairing->is_elsewhere() && null !== $screen && ! ConnectPage::is_shown() ) {
			self::notice( 'warning', Pairing::elsewhere()->cause, ConnectPage::url(), __( 'Copied or moved?', 'kontor-bridge' ) );
		}
	}

	/** Warns of orders that have been waiting for too long. The database is asked at most every five minutes. */
	private function what_waits(): void {
		$waits = get_transient( 'kontor_waits' );
		if ( ! is_array( $waits ) ) {
			$waiting = Outbox::waiting();
			$is_late = null !== $waiting['since'] && $waiting['since'] < time() - self::LATE_SECONDS;
			$waits   = array(
				'count'   => $is_late ? $waiting['count'] : 0,
				'problem' => $waiting['problem']?->stored(),
			);
			set_transient( 'kontor_waits', $waits, 5 * MINUTE_IN_SECONDS );
		}
		if ( 0 === (int) $waits['count'] || ConnectPage::is_shown() ) {
			return;
		}
		$problem = null === Pairing::current() ? Pair::unpaired() : Problem::of( $waits['problem'] );
		/* translators: %d: number of orders */
		$text = sprintf( _n( '%d order waits to be sent to the office.', '%d orders wait to be sent to the office.', (int) $waits['count'], 'kontor-bridge' ), (int) $waits['count'] );
		$why  = null === $problem ? '' : $problem->cause . ' ' . $problem->remedy;
		self::notice( 'warning', trim( $text . ' ' . $why ), ConnectPage::url(), 'Kontor' );
	}

	/** Says on Kontor's own page that the office's stock cannot be read. Visitors see nothing of it. */
	private function stock_trouble(): void {
		$problem = ConnectPage::is_shown() ? Trouble::problem() : null;
		if ( null !== $problem ) {
			self::notice( 'warning', Trouble::headline() . '. ' . $problem->cause . ' ' . $problem->remedy, '', $problem->code );
		}
	}

	/** Shows the result of the last action. */
	private function what_was_done(): void {
		// phpcs:ignore WordPress.Security.NonceVerification -- It only chooses a sentence.
		$what = isset( $_GET['kontor'] ) ? sanitize_key( wp_unslash( $_GET['kontor'] ) ) : '';
		if ( 'problem' === $what ) {
			$name    = 'kontor_said_' . get_current_user_id();
			$problem = Problem::of( get_transient( $name ) );
			delete_transient( $name );
			if ( null !== $problem ) {
				self::notice( 'error', $problem->cause . ' ' . $problem->remedy, '', $problem->code );
			}
			return;
		}
		$text = match ( $what ) {
			'unpair'             => __( 'The shop is no longer paired. Orders wait here until it is paired again.', 'kontor-bridge' ),
			'rotate-key'         => __( 'The new key is in use. The former key is no longer valid.', 'kontor-bridge' ),
			'copied'             => __( 'This copy has forgotten the shop\'s key and sends nothing.', 'kontor-bridge' ),
			'moved'              => __( 'The shop now sends from its new address.', 'kontor-bridge' ),
			'settings'           => __( 'Saved.', 'kontor-bridge' ),
			'send-now', 'resend' => __( 'Sent to the bridge. The document follows in a moment.', 'kontor-bridge' ),
			'send', 'retry'      => __( 'The bridge is sending the document now.', 'kontor-bridge' ),
			'elsewhere'          => __( 'The document is marked as handled elsewhere.', 'kontor-bridge' ),
			'remove-file'        => __( 'The file is removed from this shop.', 'kontor-bridge' ),
			'bulk'               => self::bulk_text(),
			default              => '',
		};
		if ( '' !== $text ) {
			self::notice( 'success', $text );
		}
	}

	/** The result of a bulk action. */
	private static function bulk_text(): string {
		// phpcs:ignore WordPress.Security.NonceVerification -- The number is only shown.
		$count = isset( $_GET['kontor_count'] ) ? absint( $_GET['kontor_count'] ) : 0;
		/* translators: %d: number of orders */
		return sprintf( _n( '%d order is on its way to the office.', '%d orders are on their way to the office.', $count, 'kontor-bridge' ), $count );
	}

	/**
	 * Shows one notice.
	 *
	 * @param string $tone  success, warning or error.
	 * @param string $text  What it says.
	 * @param string $url   The address of its link; empty for no link.
	 * @param string $label The link's text, or a code.
	 */
	private static function notice( string $tone, string $text, string $url = '', string $label = '' ): void {
		if ( '' !== $url ) {
			$more = ' <a href="' . esc_url( $url ) . '">' . esc_html( $label ) . '</a>';
		} else {
			$more = '' === $label ? '' : ' <code>' . esc_html( $label ) . '</code>';
		}
		printf( '<div class="notice notice-%s is-dismissible"><p>%s%s</p></div>', esc_attr( $tone ), esc_html( $text ), wp_kses_post( $more ) );
	}
}
