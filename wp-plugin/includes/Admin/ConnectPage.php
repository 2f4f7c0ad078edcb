<?php
/**
 * The page WooCommerce → Kontor.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Admin;

use Kontor\Bridge\Orders\Outbox;
use Kontor\Bridge\Pairing\Checklist;
use Kontor\Bridge\Pairing\Pair;
use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Prescription\Files;
use Kontor\Bridge\Screens\ScreensPage;
use Kontor\Bridge\Settings;

/** The page that pairs a shop: the field for the code, the checklist, the actions on a pairing, and the settings. */
final class ConnectPage {
	private const SLUG  = 'kontor';
	private const MARKS = array(
		'done'  => '✓',
		'wrong' => '✗',
		'note'  => '!',
		'open'  => '·',
	);

	/** Listens to the menu. */
	public function register(): void {
		add_action( 'admin_menu', array( $this, 'add' ), 60 );
		add_action( 'admin_enqueue_scripts', array( $this, 'script' ) );
	}

	/** Adds the page. */
	public function add(): void {
		add_submenu_page( 'woocommerce', 'Kontor', 'Kontor', 'edit_shop_orders', self::SLUG, array( $this, 'show' ) );
		if ( function_exists( 'wc_admin_connect_page' ) ) {
			// Shows the header of WooCommerce's own pages.
			wc_admin_connect_page(
				array(
					'id'        => 'kontor',
					'screen_id' => 'woocommerce_page_' . self::SLUG,
					'title'     => 'Kontor',
				)
			);
		}
	}

	/**
	 * Adds the script of the page. On the pairing form it ticks off the steps; without it, the form pairs in one
	 * request.
	 */
	public function script(): void {
		if ( ! self::is_shown() ) {
			return;
		}
		if ( ScreensPage::is_shown() ) {
			ScreensPage::enqueue();
		} else {
			Script::add(
				'pairing',
				array(
					'url'   => rest_url( 'kontor/v1/pairing/' ),
					'nonce' => wp_create_nonce( 'wp_rest' ),
					'parts' => Pair::PARTS,
					'fault' => __( 'This site did not answer as expected. Reload the page and pair again: this shop may use its code a second time.', 'kontor-bridge' ),
				)
			);
		}
	}

	/** The address of the page. */
	public static function url(): string {
		return admin_url( 'admin.php?page=' . self::SLUG );
	}

	/** The address of the settings. */
	public static function settings_url(): string {
		return add_query_arg( 'tab', 'settings', self::url() );
	}

	/** Whether the present screen is this page. */
	public static function is_shown(): bool {
		return str_ends_with( get_current_screen()->id ?? '', '_page_' . self::SLUG );
	}

	/** Shows the page. */
	public function show(): void {
		$pairing = Pairing::current();
		echo '<div class="wrap kontor-page"><h1>Kontor</h1>';
		if ( ScreensPage::is_shown() ) {
			ScreensPage::show();
			echo '</div>';
			return;
		}
		if ( ! current_user_can( 'manage_woocommerce' ) ) {
			echo '<p>' . esc_html__( 'This shop is not paired with a bridge yet. Ask whoever manages the shop.', 'kontor-bridge' ) . '</p></div>';
			return;
		}
		if ( null !== $pairing ) {
			ScreensPage::tabs();
		}
		$other = null !== $pairing && $pairing->is_elsewhere() ? $pairing->site : Pairing::other_site();
		if ( null !== $other ) {
			$this->show_elsewhere( $other );
		} elseif ( null === $pairing ) {
			$this->show_code();
		} else {
			$this->show_pairing( $pairing );
		}
		$this->show_settings();
		echo '</div>';
	}

	/** The field for the code. */
	private function show_code(): void {
		echo '<div class="card"><h2>' . esc_html__( 'Pair this shop with your bridge', 'kontor-bridge' ) . '</h2>';
		echo '<p>' . esc_html__( 'Whoever runs the bridge makes a code with "kontor pair" and gives it to you. The code is valid for 15 minutes and for one shop. Nothing is sent until an order changes.', 'kontor-bridge' ) . '</p>';
		$this->open_form( 'pair' );
		echo '<p><label for="kontor-code">' . esc_html__( 'Pairing code', 'kontor-bridge' ) . '</label><textarea id="kontor-code" name="code" rows="4" required autocomplete="off" spellcheck="false" placeholder="kontor-…"></textarea></p>';
		submit_button( __( 'Pair', 'kontor-bridge' ), 'primary', 'submit', false );
		echo '</form>';
		$this->show_checklist();
		echo '</div>';
	}

	/**
	 * The present pairing with its checklist and actions.
	 *
	 * @param Pairing $pairing The pairing.
	 */
	private function show_pairing( Pairing $pairing ): void {
		$waiting = Outbox::waiting();
		echo '<div class="card"><h2>' . esc_html__( 'This shop is paired', 'kontor-bridge' ) . '</h2>';
		/* translators: %s: address of the bridge */
		echo '<p>' . esc_html( sprintf( __( 'Bridge: %s', 'kontor-bridge' ), $pairing->bridge ) ) . '<br>';
		/* translators: %s: id of the shop at the bridge */
		echo esc_html( sprintf( __( 'Shop: %s', 'kontor-bridge' ), $pairing->shop ) ) . '<br>';
		/* translators: %d: number of orders */
		echo esc_html( 0 === $waiting['count'] ? __( 'No order is waiting.', 'kontor-bridge' ) : sprintf( _n( '%d order is waiting to be sent.', '%d orders are waiting to be sent.', $waiting['count'], 'kontor-bridge' ), $waiting['count'] ) ) . '</p>';
		if ( null !== $waiting['problem'] ) {
			printf( '<div class="notice notice-warning inline"><p>%s %s <code>%s</code></p></div>', esc_html( $waiting['problem']->cause ), esc_html( $waiting['problem']->remedy ), esc_html( $waiting['problem']->code ) );
		}
		$this->show_checklist();
		echo '<p>';
		if ( $waiting['count'] > 0 ) {
			$this->button( 'send-now', __( 'Send now', 'kontor-bridge' ), 'primary' );
		}
		$this->button( 'test', __( 'Check again', 'kontor-bridge' ) );
		$this->button( 'rotate-key', __( 'Change the key', 'kontor-bridge' ) );
		echo '</p><details><summary>' . esc_html__( 'Unpair …', 'kontor-bridge' ) . '</summary><p>' . esc_html__( 'The shop stops sending, and the bridge\'s REST key and webhooks are deleted here. What is in the office stays there, and the bridge keeps all orders. Orders that change meanwhile wait in this shop, and are sent once it is paired again, with a new code.', 'kontor-bridge' ) . '</p><p>';
		$this->button( 'unpair', __( 'Unpair', 'kontor-bridge' ), 'link-delete' );
		echo '</p></details></div>';
	}

	/**
	 * The question whether this site is a copy.
	 *
	 * @param string $other The address that the shop's key belongs to.
	 */
	private function show_elsewhere( string $other ): void {
		echo '<div class="card"><h2>' . esc_html__( 'Was this site copied or moved?', 'kontor-bridge' ) . '</h2>';
		/* translators: 1: address that was paired, 2: address of this site */
		echo '<p>' . esc_html( sprintf( __( 'The shop was paired at %1$s, but this site is at %2$s. This site sends nothing until you answer.', 'kontor-bridge' ), $other, Pairing::address_here() ) ) . '</p><p>';
		$this->button( 'copied', __( 'It is a copy: forget the key here', 'kontor-bridge' ), 'primary' );
		$this->button( 'moved', __( 'It has moved: send from here', 'kontor-bridge' ) );
		echo '</p><p>' . esc_html__( 'If two sites used the same key, orders of both could reach the office.', 'kontor-bridge' ) . '</p></div>';
	}

	/** The last checklist. While the shop is being paired, the script replaces it step by step. */
	private function show_checklist(): void {
		$checklist = Checklist::last();
		echo '<div id="kontor-steps" aria-live="polite">' . wp_kses_post( null === $checklist ? '' : self::steps( $checklist ) ) . '</div>';
	}

	/**
	 * The steps of a checklist as HTML.
	 *
	 * @param Checklist $checklist The checklist.
	 */
	public static function steps( Checklist $checklist ): string {
		$words = array(
			'done'  => __( 'Done', 'kontor-bridge' ),
			'wrong' => __( 'Failed', 'kontor-bridge' ),
			'note'  => __( 'Works without it', 'kontor-bridge' ),
			'open'  => __( 'Not yet', 'kontor-bridge' ),
		);
		$html  = '';
		foreach ( $checklist->lines() as $line ) {
			$html .= sprintf( '<li class="%1$s"><span class="kontor-mark" aria-hidden="true">%2$s</span><div><span class="screen-reader-text">%3$s: </span>%4$s', esc_attr( $line['state'] ), esc_html( self::MARKS[ $line['state'] ] ), esc_html( $words[ $line['state'] ] ), esc_html( $line['label'] ) );
			if ( null !== $line['problem'] ) {
				$html .= sprintf( '<p>%s %s <code>%s</code></p>', esc_html( $line['problem']->cause ), esc_html( $line['problem']->remedy ), esc_html( $line['problem']->code ) );
				if ( 'note' === $line['state'] ) {
					$html .= '<p>' . esc_html( self::why_it_works( $line['step'] ) ) . '</p>';
				}
			}
			if ( 'document' === $line['step'] && 'open' === $line['state'] ) {
				$html .= '<p>' . esc_html__( 'Connect your office program under Connections, if nobody has done so yet. An order of the shop then shows how its document stands.', 'kontor-bridge' ) . '</p>';
			}
			$html .= '</div></li>';
		}
		return '<ul class="kontor-steps">' . $html . '</ul>';
	}

	/**
	 * Why the shop works without a step.
	 *
	 * @param string $step One of `Checklist::NOTES`.
	 */
	private static function why_it_works( string $step ): string {
		return match ( $step ) {
			'read'     => __( 'The shop works without this: the plugin sends every order itself, and once an hour it looks for orders that were missed.', 'kontor-bridge' ),
			'webhooks' => __( 'The shop works without this: every minute the plugin itself sends the orders that have changed.', 'kontor-bridge' ),
			default    => __( 'The shop works without this: every minute it asks the bridge itself what became of its orders.', 'kontor-bridge' ),
		};
	}

	/** The settings. */
	private function show_settings(): void {
		echo '<div class="card" id="kontor-settings"><h2>' . esc_html__( 'Settings', 'kontor-bridge' ) . '</h2>';
		$this->open_form( 'settings' );
		printf( '<p><label for="kontor-hours">%s</label><br><input id="kontor-hours" type="number" min="0" max="720" class="small-text" name="alert_after_hours" value="%d"> %s</p>', esc_html__( 'Write to me when an order has been waiting or blocked for', 'kontor-bridge' ), (int) Settings::alert_after_hours(), esc_html__( 'hours (0: never)', 'kontor-bridge' ) );
		printf( '<p><label for="kontor-address">%s</label><br><input id="kontor-address" type="email" class="regular-text" name="alert_address" value="%s"></p>', esc_html__( 'E-mail address', 'kontor-bridge' ), esc_attr( Settings::alert_address() ) );
		printf( '<p><label><input type="checkbox" name="keep" value="1" %s> %s</label></p>', checked( Settings::keeps(), true, false ), esc_html__( 'Keep the pairing and the outbox when the plugin is deleted', 'kontor-bridge' ) );
		$this->show_prescription_settings();
		$this->show_stock_settings();
		submit_button( __( 'Save', 'kontor-bridge' ), 'secondary', 'submit', false );
		echo '</form></div>';
	}

	/** The settings about prescriptions. */
	private function show_prescription_settings(): void {
		$groups = array(
			'patient'             => __( 'Patient: name and date of birth', 'kontor-bridge' ),
			'doctor'              => __( 'Doctor: name; on the order also LANR and BSNR', 'kontor-bridge' ),
			'insurer'             => __( 'Health insurer: name and IK', 'kontor-bridge' ),
			'insurance_number'    => __( 'Insurance number; on the order also the insurance status', 'kontor-bridge' ),
			'prescription_number' => __( 'Prescription: number and date', 'kontor-bridge' ),
		);
		echo '<fieldset><legend><h3>' . esc_html__( 'Prescriptions', 'kontor-bridge' ) . '</h3></legend>';
		echo '<p>' . esc_html__( 'For shops that deliver on prescription. Customers are asked at the checkout, may leave everything empty, and a clerk can correct it on the order. These are data about health: ask only for what your office needs.', 'kontor-bridge' ) . '</p>';
		foreach ( $groups as $group => $label ) {
			printf( '<p><label><input type="checkbox" name="prescription[]" value="%s" %s> %s</label></p>', esc_attr( $group ), checked( Settings::asks_for( $group ), true, false ), esc_html( $label ) );
		}
		printf( '<p><label><input type="checkbox" name="files" value="1" %s> %s</label></p>', checked( Settings::takes_files(), true, false ), esc_html__( 'After the order, customers may send a photo or a scan of the prescription', 'kontor-bridge' ) );
		if ( wp_max_upload_size() < Files::LARGEST_BYTES ) {
			/* translators: %s: a size such as 2 MB */
			echo '<p class="description">' . esc_html( sprintf( __( 'This server takes files of at most %s, and photos are often larger. Your host can raise upload_max_filesize and post_max_size in PHP\'s settings.', 'kontor-bridge' ), size_format( wp_max_upload_size() ) ) ) . '</p>';
		}
		echo '</fieldset>';
	}

	/** The settings about the office's stock. */
	private function show_stock_settings(): void {
		echo '<fieldset><legend><h3>' . esc_html__( 'Stock at the office', 'kontor-bridge' ) . '</h3></legend>';
		echo '<p>' . esc_html__( 'The block "Stock at the office" and the shortcode [kontor_stock] show how much of an article the office has. Where the office says nothing, WooCommerce\'s own stock is shown.', 'kontor-bridge' ) . '</p>';
		printf( '<p><label><input type="checkbox" name="stock_shown" value="1" %s> %s</label></p>', checked( Settings::shows_stock(), true, false ), esc_html__( 'Show it on product, list and cart pages, too', 'kontor-bridge' ) );
		printf( '<p><label><input type="checkbox" name="stock_synced" value="1" %s> %s</label></p>', checked( Settings::syncs_stock(), true, false ), esc_html__( 'Take it over as WooCommerce\'s stock every five minutes, for products whose stock WooCommerce manages', 'kontor-bridge' ) );
		printf( '<p><label for="kontor-stock-seconds">%s</label><br><input id="kontor-stock-seconds" type="number" min="10" max="3600" class="small-text" name="stock_seconds" value="%d"> %s</p>', esc_html__( 'Ask the bridge again after', 'kontor-bridge' ), (int) Settings::stock_seconds(), esc_html__( 'seconds', 'kontor-bridge' ) );
		echo '</fieldset>';
	}

	/**
	 * Opens the form of an action.
	 *
	 * @param string $action One of the actions' names.
	 */
	private function open_form( string $action ): void {
		printf( '<form id="kontor-form-%2$s" method="post" action="%1$s"><input type="hidden" name="action" value="kontor_%2$s">', esc_url( admin_url( 'admin-post.php' ) ), esc_attr( $action ) );
		wp_nonce_field( "kontor_$action" );
	}

	/**
	 * A button that does an action.
	 *
	 * @param string $action One of the actions' names.
	 * @param string $label  Its label.
	 * @param string $look   primary, link-delete or empty.
	 */
	private function button( string $action, string $label, string $look = '' ): void {
		printf( '<a class="button button-%s" href="%s">%s</a> ', esc_attr( $look ), esc_url( Actions::url( $action ) ), esc_html( $label ) );
	}
}
