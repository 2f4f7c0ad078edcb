<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Stock\OfficeStock;
use Kontor\Bridge\Stock\Quantity;

final class StockQuantityTest extends PluginTest {
	/** @dataProvider quantities */
	public function test_a_quantity_is_exact( string $text, int $floor, bool $is_positive ): void {
		$quantity = Quantity::of( $text );
		$this->assertSame( $text, $quantity->text() );
		$this->assertSame( $floor, $quantity->floor() );
		$this->assertSame( $is_positive, $quantity->is_positive() );
	}

	public function quantities(): array {
		return array(
			array( '0', 0, false ),
			array( '12', 12, true ),
			array( '12.5', 12, true ),
			array( '0.000001', 0, true ),
			array( '-0.5', -1, false ),
			array( '-3', -3, false ),
			array( '999999999999.999999', 999999999999, true ),
		);
	}

	/** @dataProvider others */
	public function test_anything_else_is_no_quantity( mixed $text ): void {
		$this->assertNull( Quantity::of( $text ) );
	}

	public function others(): array {
		return array( array( '' ), array( '1e3' ), array( '1,5' ), array( "1\n" ), array( '.5' ), array( '1.' ), array( 12 ), array( null ), array( '1234567890123' ), array( '0.1234567' ) );
	}

	/** @dataProvider sentences */
	public function test_the_stock_is_told_as_a_sentence( string $quantity, string $as_of, string $sentence ): void {
		update_option( 'time_format', 'H:i' );
		update_option( 'date_format', 'd.m.Y' );
		$stock = new OfficeStock( Quantity::of( $quantity ), strtotime( $as_of ) );
		$this->assertSame( $sentence, $stock->sentence() );
	}

	public function sentences(): array {
		return array(
			'of today'       => array( '12', 'today 14:05 Europe/Oslo', '12 in stock at the office, as of 14:05' ),
			'of another day' => array( '12', '2026-03-01 13:05 UTC', '12 in stock at the office, as of 01.03.2026 14:05' ),
			'with decimals'  => array( '1234.5', 'today 14:05 Europe/Oslo', '1,234.5 in stock at the office, as of 14:05' ),
			'nothing'        => array( '0', 'today 14:05 Europe/Oslo', 'Not in stock at the office, as of 14:05' ),
			'less than that' => array( '-2', 'today 14:05 Europe/Oslo', 'Not in stock at the office, as of 14:05' ),
		);
	}
}
