"""The strategies of run.mjs in backtesting.py and vectorbt: reads bars, writes fills and equity as JSON."""
import json
import sys
import warnings

import numpy as np
import pandas as pd

warnings.filterwarnings("ignore")
source, target = sys.argv[1], sys.argv[2]
with open(source) as file:
    job = json.load(file)
SIZE, FEE, CASH, FIRST = job["size"], job["fee"], job["cash"], job["first"]


def frame_of(bars):
    frame = pd.DataFrame(bars)
    frame.columns = ["Open", "High", "Low", "Close", "Volume"]
    frame.index = pd.date_range("2000-01-01", periods=len(frame), freq="D")
    return frame


def cents(price):
    return np.floor(price * 100 + 0.5) / 100


def mean(values, period):
    return pd.Series(values).rolling(period).mean()


def with_backtesting(frame, name):
    from backtesting import Backtest, Strategy

    class Base(Strategy):
        def init(self):
            self.placed = -1
            self.held = 0

        @property
        def row(self):
            return len(self.data) - 1

    class Market(Base):
        def init(self):
            super().init()
            self.fast = self.I(mean, self.data.Close, 10)
            self.slow = self.I(mean, self.data.Close, 30)

        def next(self):
            if self.row < FIRST:
                return
            if self.fast[-1] > self.slow[-1] and not self.position:
                self.buy(size=SIZE)
            elif self.fast[-1] < self.slow[-1] and self.position:
                self.position.close()

    class Limit(Base):
        def next(self):
            if self.row < FIRST:
                return
            if self.position:
                self.held += 1
                if self.held == 5:
                    self.position.close()
                return
            self.held = 0
            if self.orders and self.row - self.placed >= 3:
                for order in self.orders:
                    order.cancel()
            if not self.orders:
                self.buy(size=SIZE, limit=cents(self.data.Close[-1] * 0.995))
                self.placed = self.row

    class Stop(Base):
        def next(self):
            for order in self.orders:
                order.cancel()
            if self.row < FIRST:
                return
            if self.position:
                self.sell(size=SIZE, stop=cents(min(self.data.Low[-5:])))
            else:
                self.buy(size=SIZE, stop=cents(max(self.data.High[-10:])))

    class TakeProfit(Base):
        def next(self):
            for order in self.orders:
                order.cancel()
            if self.position:
                self.sell(size=SIZE, limit=cents(self.trades[-1].entry_price * 1.01))
            elif self.row >= FIRST and self.row % 4 == 0:
                self.buy(size=SIZE)

    chosen = {"market": Market, "limit": Limit, "stop": Stop, "take-profit": TakeProfit}[name]
    stats = Backtest(frame, chosen, cash=CASH, commission=FEE, finalize_trades=False).run()
    trades = stats["_trades"]
    open_trades = stats["_strategy"].trades
    fills = []
    for _, trade in trades.iterrows():
        fills.append([int(trade["EntryBar"]), "buy", float(trade["Size"]), float(trade["EntryPrice"])])
        fills.append([int(trade["ExitBar"]), "sell", float(trade["Size"]), float(trade["ExitPrice"])])
    for trade in open_trades:
        fills.append([int(trade.entry_bar), "buy", float(trade.size), float(trade.entry_price)])
    fills.sort(key=lambda fill: fill[0])
    return {"fills": fills, "equity": [float(x) for x in stats["_equity_curve"]["Equity"]]}


def with_vectorbt(frame):
    import vectorbt as vbt

    fast, slow = mean(frame["Close"].values, 10), mean(frame["Close"].values, 30)
    above, below = (fast > slow).to_numpy(copy=True), (fast < slow).to_numpy()
    late = lambda signal: np.concatenate([[False], signal[:-1]])
    above[:FIRST] = False
    portfolio = vbt.Portfolio.from_signals(
        frame["Close"], late(above), late(below), price=frame["Open"], size=SIZE, fees=FEE, init_cash=CASH
    )
    records = portfolio.orders.records
    fills = [
        [int(r.idx), "buy" if r.side == 0 else "sell", float(r.size), float(r.price)] for r in records.itertuples()
    ]
    return {"fills": fills, "equity": [float(x) for x in portfolio.value()]}


answers = {}
for market, bars in job["markets"].items():
    frame = frame_of(bars)
    for name in job["strategies"]:
        answers[f"{market}, {name}, backtesting.py"] = with_backtesting(frame, name)
    answers[f"{market}, market, vectorbt"] = with_vectorbt(frame)
with open(target, "w") as file:
    json.dump(answers, file)
