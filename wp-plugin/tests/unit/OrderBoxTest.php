<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Admin\OrderBox;
use Kontor\Bridge\Admin\OrderColumn;
use Kontor\Bridge\Orders\Outbox;
use Kontor\Bridge\Problem;

/** How wp-admin shows an order that the bridge cannot read. */
final class OrderBoxTest extends PluginTest {
	private const CAUSE = 'total: the order says 100.00, its parts add up to 349.00.';

	/** An order that the bridge has refused. */
	private static function refuse( int $id ): void {
		Outbox::touch( $id );
		$generation = Outbox::due( 10 )[0]['generation'];
		Outbox::sent( $id, $generation, time(), false, new Problem( 'order.totals_disagree', self::CAUSE, 'Recalculate it.' ) );
	}

	/** A document that is in the office, although a later change of its order could not be read. */
	private static function add_document( int $id ): void {
		global $wpdb;
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$wpdb->query(
			$wpdb->prepare(
				"INSERT INTO {$wpdb->prefix}kontor_documents (
					order_id,
					connection,
					kind,
					reference,
					transfer,
					system_key,
					state,
					reason,
					cause,
					remedy,
					document_number,
					office,
					changed_gmt
				) VALUES (
					%d,
					'c1',
					'order',
					'',
					5,
					'poweroffice',
					'done',
					'sent',
					%s,
					'Recalculate it.',
					'10042',
					'[]',
					'2026-11-27 12:00:00'
				)",
				$id,
				'A later change of this order could not be read: ' . self::CAUSE
			)
		);
	}

	private static function shown( callable $show ): string {
		ob_start();
		$show();
		return (string) ob_get_clean();
	}

	public function test_the_box_shows_why_the_bridge_cannot_read_the_order(): void {
		self::refuse( 1 );
		$box = self::shown( static fn () => ( new OrderBox() )->show( new \WC_Order( 1 ) ) );
		$this->assertStringContainsString( 'The bridge cannot use this order', $box );
		$this->assertStringContainsString( self::CAUSE, $box );
	}

	public function test_a_finished_document_says_that_a_later_change_could_not_be_read(): void {
		self::refuse( 1 );
		self::add_document( 1 );
		$box = self::shown( static fn () => ( new OrderBox() )->show( new \WC_Order( 1 ) ) );
		$this->assertStringContainsString( 'In the office · 10042', $box );
		$this->assertStringContainsString( 'A later change of this order could not be read: ' . self::CAUSE, $box );
		$this->assertStringContainsString( '<strong>What to do:</strong> Recalculate it.', $box );
		$column = self::shown( static fn () => ( new OrderColumn() )->show( 'kontor', 1 ) );
		$this->assertStringContainsString( 'Needs you', $column );
		$this->assertStringContainsString( 'In the office · 10042', $column );
	}
}
