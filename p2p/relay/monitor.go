package relay

// Monitor: what a relay tells about itself over HTTP: /healthz for whoever restarts it, /metrics for Prometheus. It listens on loopback unless the
// file says otherwise.

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/folkmoot/folkmoot/p2p"
)

// ErrMonitor says that the monitor's address cannot be listened on.
var ErrMonitor = errors.New("cannot listen for the monitor")

// Health is what /healthz says.
type Health struct {
	// Status is "ok", or "stopping".
	Status      string `json:"status"`
	Communities int    `json:"communities"`
	Peers       int    `json:"peers"`
	UpSeconds   int64  `json:"up_s"`
}

// facts are what a monitor asks for each time.
type facts struct {
	node   func() p2p.Status
	keeper *Keeper
	// served counts communities; stopping says that the relay is about to end.
	served   func() int
	stopping func() bool
}

func (f facts) health() Health {
	s := f.node()
	h := Health{Status: "ok", Communities: f.served(), Peers: len(s.Peers), UpSeconds: int64(s.Up / time.Second)}
	if f.stopping() {
		h.Status = "stopping"
	}
	return h
}

// monitor is the HTTP server.
type monitor struct {
	server *http.Server
	ended  chan struct{}
	// At is where it listens: a port of 0 was chosen by the system.
	At string
}

// startMonitor listens; nil for an empty address. Error: ErrMonitor.
func startMonitor(at string, f facts, log *slog.Logger) (*monitor, error) {
	if at == "" {
		return nil, nil
	}
	listener, err := net.Listen("tcp", at)
	if err != nil {
		return nil, &ListenError{Address: at, Kind: ErrMonitor, Err: err}
	}
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}), f)
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{MaxRequestsInFlight: 2, Timeout: 10 * time.Second}))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { f.answerHealth(w) })
	m := &monitor{
		// Few bytes and little time for anybody: a monitor is one program that asks two short questions.
		server: &http.Server{
			Handler: mux, ReadTimeout: 5 * time.Second, WriteTimeout: 15 * time.Second, IdleTimeout: time.Minute, MaxHeaderBytes: 8 << 10,
			ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug),
		},
		ended: make(chan struct{}), At: listener.Addr().String(),
	}
	go func() {
		defer close(m.ended)
		if err := m.server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			log.Error("monitor ended", "error", err)
		}
	}()
	return m, nil
}

func (f facts) answerHealth(w http.ResponseWriter) {
	h := f.health()
	w.Header().Set("Content-Type", "application/json")
	if h.Status != "ok" {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	_ = json.NewEncoder(w).Encode(h) // whoever hung up asks again
}

func (m *monitor) stop(ctx context.Context) {
	if m == nil {
		return
	}
	if err := m.server.Shutdown(ctx); err != nil {
		_ = m.server.Close()
	}
	<-m.ended
}

// What /metrics says beside what every Go program does. Communities are named by the beginning of their ids.
var (
	metricServed  = prometheus.NewDesc("folkmoot_relay_communities", "Communities that the relay serves.", nil, nil)
	metricPeers   = prometheus.NewDesc("folkmoot_relay_peers", "Connected peers.", nil, nil)
	metricUp      = prometheus.NewDesc("folkmoot_relay_up_seconds", "How long the relay has been up.", nil, nil)
	metricKept    = prometheus.NewDesc("folkmoot_relay_kept_ops", "Acts kept of a community.", []string{"community"}, nil)
	metricBytes   = prometheus.NewDesc("folkmoot_relay_kept_bytes", "What they take, without the projections.", []string{"community"}, nil)
	metricQuota   = prometheus.NewDesc("folkmoot_relay_quota_bytes", "How much the community may take.", []string{"community"}, nil)
	metricDevices = prometheus.NewDesc("folkmoot_relay_devices", "Devices with an act in a community.", []string{"community"}, nil)
	metricFull    = prometheus.NewDesc("folkmoot_relay_quota_full", "1 where what came last did not fit.", []string{"community"}, nil)
	metricTurned  = prometheus.NewDesc("folkmoot_relay_turned_away_ops_total", "Acts that were not kept, by whose quota was full.", []string{"quota"}, nil)
	metricTrouble = prometheus.NewDesc("folkmoot_relay_troubles", "Troubles with peers that are remembered, by kind.", []string{"kind"}, nil)
)

// Describe implements prometheus.Collector.
func (f facts) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{
		metricServed, metricPeers, metricUp, metricKept, metricBytes, metricQuota, metricDevices, metricFull, metricTurned, metricTrouble,
	} {
		to <- d
	}
}

// Collect implements prometheus.Collector.
func (f facts) Collect(to chan<- prometheus.Metric) {
	gauge := func(d *prometheus.Desc, value float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, value, labels...)
	}
	status := f.node()
	gauge(metricServed, float64(f.served()))
	gauge(metricPeers, float64(len(status.Peers)))
	gauge(metricUp, status.Up.Seconds())
	standings, turned := f.keeper.Standings()
	for _, s := range standings {
		com := s.Community.Genesis().String()
		full := 0.0
		if s.Full {
			full = 1
		}
		gauge(metricKept, float64(s.Kept.Ops), com)
		gauge(metricBytes, float64(s.Kept.Bytes), com)
		gauge(metricQuota, float64(s.Quota.CommunityBytes), com)
		gauge(metricDevices, float64(s.Devices), com)
		gauge(metricFull, full, com)
	}
	to <- prometheus.MustNewConstMetric(metricTurned, prometheus.CounterValue, float64(turned.ByCommunity), "community")
	to <- prometheus.MustNewConstMetric(metricTurned, prometheus.CounterValue, float64(turned.ByDevice), "device")
	kinds := map[p2p.TroubleKind]int{}
	for _, t := range status.Troubles {
		kinds[t.Why] += t.Times
	}
	for kind, times := range kinds {
		gauge(metricTrouble, float64(times), string(kind))
	}
}
