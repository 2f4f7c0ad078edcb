<?php
/**
 * Tests of Kontor in Site Health.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Shop;

use Kontor\Bridge\Bridge\Key;
use Kontor\Bridge\Orders\Outbox;
use Kontor\Bridge\Pairing\Identity;
use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Problem;
use Kontor\Bridge\Schema;
use Kontor\Bridge\Stock\Trouble;

/** Shows under Tools → Site Health whether orders are sent from this shop. */
final class SiteHealth {
	private const OLD_KEY_SECONDS    = 400 * DAY_IN_SECONDS;
	private const OLD_OUTBOX_SECONDS = 900;

	/** Listens to Site Health. */
	public function register(): void {
		add_filter( 'site_status_tests', array( $this, 'add' ) );
		add_action( 'wp_ajax_health-check-kontor-bridge', array( $this, 'answer_bridge' ) );
	}

	/**
	 * Adds the tests. The test that asks the bridge runs in the background.
	 *
	 * @param array<string, array<string, mixed>> $tests WordPress's own tests.
	 * @return array<string, array<string, mixed>>
	 */
	public function add( array $tests ): array {
		foreach ( array( 'outbox', 'key', 'scheduler', 'sodium', 'stock' ) as $name ) {
			$tests['direct'][ "kontor_$name" ] = array(
				'label' => 'Kontor',
				'test'  => array( $this, $name ),
			);
		}
		$tests['async']['kontor_bridge'] = array(
			'label'             => 'Kontor',
			'test'              => 'kontor-bridge',
			'has_rest'          => false,
			'async_direct_test' => array( $this, 'bridge' ),
		);
		return $tests;
	}

	/** Answers the test that runs in the background. */
	public function answer_bridge(): void {
		check_ajax_referer( 'health-check-site-status' );
		if ( ! current_user_can( 'view_site_health_checks' ) ) {
			wp_send_json_error( null, 403 );
		}
		wp_send_json_success( $this->bridge() );
	}

	/**
	 * Whether the bridge can be reached, is the right one, and has the same time.
	 *
	 * @return array<string, mixed>
	 */
	public function bridge(): array {
		$pairing = Pairing::current();
		if ( null === $pairing ) {
			return self::result( 'bridge', 'recommended', __( 'Kontor is not paired with a bridge', 'kontor-bridge' ), __( 'Open WooCommerce → Kontor and paste the code that "kontor pair" prints.', 'kontor-bridge' ) );
		}
		if ( $pairing->is_elsewhere() ) {
			return self::wrong( 'bridge', __( 'Kontor sends nothing from this address', 'kontor-bridge' ), Pairing::elsewhere() );
		}
		$problems = array_filter( Identity::check( $pairing->bridge, $pairing->bridge_key ) );
		if ( array() !== $problems ) {
			return self::wrong( 'bridge', __( 'This shop cannot work with Kontor\'s bridge now', 'kontor-bridge' ), reset( $problems ) );
		}
		return self::result( 'bridge', 'good', __( 'Kontor\'s bridge can be reached, and the clocks agree', 'kontor-bridge' ), $pairing->bridge );
	}

	/**
	 * Whether orders have been waiting for too long.
	 *
	 * @return array<string, mixed>
	 */
	public function outbox(): array {
		if ( ! Schema::is_whole() ) {
			return self::wrong( 'outbox', __( 'Kontor cannot note orders', 'kontor-bridge' ), new Problem( 'shop.database', __( 'Tables of the plugin are missing in the shop\'s database.', 'kontor-bridge' ), __( 'Ask your host whether the database user may create tables, then deactivate and activate the plugin.', 'kontor-bridge' ) ) );
		}
		$waiting = Outbox::waiting();
		if ( null === $waiting['since'] || time() - $waiting['since'] < self::OLD_OUTBOX_SECONDS ) {
			/* translators: %d: number of orders */
			return self::result( 'outbox', 'good', __( 'No order has been waiting long for Kontor', 'kontor-bridge' ), sprintf( _n( '%d order is waiting.', '%d orders are waiting.', $waiting['count'], 'kontor-bridge' ), $waiting['count'] ) );
		}
		/* translators: 1: number of orders, 2: a time span such as 2 hours */
		$label = sprintf( __( 'Orders waiting for Kontor: %1$d, the first for %2$s', 'kontor-bridge' ), $waiting['count'], human_time_diff( $waiting['since'] ) );
		return self::wrong( 'outbox', $label, $waiting['problem'] ?? new Problem( 'outbox.not_started', __( 'The plugin has not tried to send yet.', 'kontor-bridge' ), __( 'Check that scheduled actions run: WooCommerce → Status → Scheduled Actions.', 'kontor-bridge' ) ) );
	}

	/**
	 * How old the key is.
	 *
	 * @return array<string, mixed>
	 */
	public function key(): array {
		$pairing = Pairing::current();
		if ( null === $pairing || time() - $pairing->key_since < self::OLD_KEY_SECONDS ) {
			return self::result( 'key', 'good', __( 'Kontor\'s signing key is recent enough', 'kontor-bridge' ), '' );
		}
		return self::result( 'key', 'recommended', __( 'Kontor\'s signing key is older than a year', 'kontor-bridge' ), __( 'Change it under WooCommerce → Kontor, or with: wp kontor rotate-key. Nothing else has to be done.', 'kontor-bridge' ) );
	}

	/**
	 * Whether the scheduled actions run.
	 *
	 * @return array<string, mixed>
	 */
	public function scheduler(): array {
		$problem = Scheduler::problem();
		return null === $problem
			? self::result( 'scheduler', 'good', __( 'Kontor\'s scheduled actions run', 'kontor-bridge' ), '' )
			: self::wrong( 'scheduler', __( 'Kontor\'s scheduled actions do not run', 'kontor-bridge' ), $problem );
	}

	/**
	 * Whether PHP's sodium extension signs.
	 *
	 * @return array<string, mixed>
	 */
	public function sodium(): array {
		if ( Key::is_quick() ) {
			return self::result( 'sodium', 'good', __( 'Kontor signs with PHP\'s sodium extension', 'kontor-bridge' ), '' );
		}
		return self::result( 'sodium', 'recommended', __( 'Kontor signs slowly', 'kontor-bridge' ), __( 'PHP\'s sodium extension is missing. WordPress signs in its place, and each request to the bridge takes 0.2 seconds longer. Ask your host to enable sodium.', 'kontor-bridge' ) );
	}

	/**
	 * Whether the office's stock can be read.
	 *
	 * @return array<string, mixed>
	 */
	public function stock(): array {
		$problem = Trouble::problem();
		return null === $problem
			? self::result( 'stock', 'good', __( 'Kontor reads the office\'s stock, where pages show it', 'kontor-bridge' ), '' )
			: self::result( 'stock', 'recommended', Trouble::headline(), $problem->cause . ' ' . $problem->remedy . ' (' . $problem->code . ')' );
	}

	/**
	 * A result that needs attention.
	 *
	 * @param string  $name    The test.
	 * @param string  $label   Its headline.
	 * @param Problem $problem The reason.
	 * @return array<string, mixed>
	 */
	private static function wrong( string $name, string $label, Problem $problem ): array {
		return self::result( $name, 'critical', $label, $problem->cause . ' ' . $problem->remedy . ' (' . $problem->code . ')' );
	}

	/**
	 * A result as Site Health shows it.
	 *
	 * @param string $name   The test.
	 * @param string $status good, recommended or critical.
	 * @param string $label  Its headline.
	 * @param string $text   The text below it.
	 * @return array<string, mixed>
	 */
	private static function result( string $name, string $status, string $label, string $text ): array {
		return array(
			'label'       => $label,
			'status'      => $status,
			'badge'       => array(
				'label' => 'Kontor',
				'color' => 'blue',
			),
			'description' => '<p>' . esc_html( $text ) . '</p>',
			'actions'     => '',
			'test'        => "kontor_$name",
		);
	}
}
