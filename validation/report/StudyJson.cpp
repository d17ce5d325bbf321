// SPDX-License-Identifier: Apache-2.0
#include "validation/report/Report.h"
#include "validation/report/detail/Fields.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

namespace cw::validation {
namespace report {
namespace {

using Json = nlohmann::ordered_json;

using UnitWord = std::pair<Unit, const char*>;
using SeverityWord = std::pair<Severity, const char*>;
constexpr std::array kUnits{UnitWord{Unit::Image, "image"}, UnitWord{Unit::Eye, "eye"},
                            UnitWord{Unit::Breast, "breast"}, UnitWord{Unit::Patient, "patient"}};
constexpr std::array kSeverities{
    SeverityWord{Severity::Fine, "fine"}, SeverityWord{Severity::Note, "note"},
    SeverityWord{Severity::Warning, "warning"}, SeverityWord{Severity::Failure, "failure"}};
/// A unit of 30,000 as eight named fields would triple the file: rows under one heading.
constexpr std::array kUnitColumns{"unit",  "patient",     "label",  "fold",
                                  "score", "probability", "called", "images"};

/// Asks for a thing of the wrong kind: caught where the file is read.
struct WrongKind {};

/// How each kind of field is written: members, so that each knows all the others.
struct Out {
    struct Writer {
        static constexpr bool kWrites = true;
        Json json = Json::object();
        template <class T>
        void operator()(const char* key, const T& value) {
            json[key] = written(value);
        }
    };

    static Json written(const std::string& value) { return value; }
    static Json written(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }
    static Json written(int value) { return value; }
    static Json written(bool value) { return value; }
    static Json written(std::size_t value) { return value; }
    template <class E, std::size_t N>
    static Json wordOf(E value, const std::array<std::pair<E, const char*>, N>& all) {
        const auto at =
            std::find_if(all.begin(), all.end(), [&](auto& p) { return p.first == value; });
        return at == all.end() ? Json(nullptr) : Json(at->second);
    }
    static Json written(Unit value) { return wordOf(value, kUnits); }
    static Json written(Severity value) { return wordOf(value, kSeverities); }
    /// Infinity, the threshold of the first point, has no number in JSON: null.
    static Json written(const RocPoint& p) {
        return Json::array({p.falsePositiveRate, p.truePositiveRate, written(p.threshold)});
    }
    static Json written(const UnitScore& u) {
        return Json::array({u.unit, u.patient, u.label, u.fold, written(u.score),
                            written(u.probability), u.calledPositive, u.images});
    }
    static Json written(const std::pair<std::string, double>& p) {
        return Json::array({p.first, written(p.second)});
    }
    template <class T>
    static Json written(const std::vector<T>& values) {
        Json list = Json::array();
        for (const T& value : values)
            list.push_back(written(value));
        return list;
    }
    template <class T>
    static Json written(const std::optional<T>& value) {
        return value ? written(*value) : Json(nullptr);
    }
    static Json written(const std::map<std::string, std::string>& values) {
        Json object = Json::object();
        for (const auto& [key, value] : values)
            object[key] = value;
        return object;
    }
    /// Rows: an ordered object searches all its keys at every new one, 30,000 times 30,000.
    static Json written(const std::map<std::string, double>& values) {
        Json list = Json::array();
        for (const auto& value : values)
            list.push_back(Json::array({value.first, written(value.second)}));
        return list;
    }
    template <class T>
    static Json written(const T& value) {
        Writer writer;
        fields(writer, value);
        return std::move(writer.json);
    }
};

/// How each kind of field is read back.
struct In {
    struct Reader {
        static constexpr bool kWrites = false;
        const Json& json;
        template <class T>
        void operator()(const char* key, T& value) {
            const auto at = json.find(key);
            // Reports of before December 2026 have neither.
            const std::string_view name = key;
            if (at == json.end() && (name == "copies" || name == "thumbnails"))
                return;
            if (at == json.end())
                throw WrongKind();
            read(*at, value);
        }
    };

    static void read(const Json& json, std::string& value) { value = json.get<std::string>(); }
    static void read(const Json& json, double& value) {
        value = json.is_null() ? std::nan("") : json.get<double>();
    }
    static void read(const Json& json, int& value) { value = json.get<int>(); }
    static void read(const Json& json, bool& value) { value = json.get<bool>(); }
    static void read(const Json& json, std::size_t& value) { value = json.get<std::size_t>(); }
    template <class E, std::size_t N>
    static void readName(const Json& json, E& value,
                         const std::array<std::pair<E, const char*>, N>& all) {
        const auto name = json.get<std::string>();
        const auto at =
            std::find_if(all.begin(), all.end(), [&](auto& p) { return name == p.second; });
        if (at == all.end())
            throw WrongKind();
        value = at->first;
    }
    static void read(const Json& json, Unit& value) { readName(json, value, kUnits); }
    static void read(const Json& json, Severity& value) { readName(json, value, kSeverities); }
    static void read(const Json& json, RocPoint& p) {
        p.falsePositiveRate = json.at(0).get<double>();
        p.truePositiveRate = json.at(1).get<double>();
        p.threshold = json.at(2).is_null() ? HUGE_VAL : json.at(2).get<double>();
    }
    static void read(const Json& json, UnitScore& u) {
        read(json.at(0), u.unit);
        read(json.at(1), u.patient);
        read(json.at(2), u.label);
        read(json.at(3), u.fold);
        read(json.at(4), u.score);
        read(json.at(5), u.probability);
        read(json.at(6), u.calledPositive);
        u.images = json.at(7).get<std::vector<std::string>>();
    }
    static void read(const Json& json, std::pair<std::string, double>& p) {
        read(json.at(0), p.first);
        read(json.at(1), p.second);
    }
    template <class T>
    static void read(const Json& json, std::vector<T>& values) {
        if (!json.is_array())
            throw WrongKind();
        values.clear();
        values.reserve(json.size());
        for (const auto& entry : json)
            read(entry, values.emplace_back());
    }
    template <class T>
    static void read(const Json& json, std::optional<T>& value) {
        value.reset();
        if (!json.is_null())
            read(json, value.emplace());
    }
    static void read(const Json& json, std::map<std::string, std::string>& values) {
        if (!json.is_object())
            throw WrongKind();
        values.clear();
        for (const auto& [key, entry] : json.items())
            values.emplace(key, entry.get<std::string>());
    }
    static void read(const Json& json, std::map<std::string, double>& values) {
        std::vector<std::pair<std::string, double>> rows;
        read(json, rows);
        values = {rows.begin(), rows.end()};
    }
    template <class T>
    static void read(const Json& json, T& value) {
        if (!json.is_object())
            throw WrongKind();
        Reader reader{json};
        fields(reader, value);
    }
};

template <class T>
Json written(const T& value) {
    return Out::written(value);
}

Json intervalOf(const Estimate& e) { return Json::array({written(e.lower), written(e.upper)}); }
Json wilsonOf(std::size_t successes, std::size_t trials) {
    const Interval interval = wilson(successes, trials);
    return Json::array({interval.lower, interval.upper});
}

/// A fold as a script wants it: plain numbers under the keys that validate has always written.
Json plainFold(const StudyFold& fold) {
    const Counts& c = fold.counts;
    Json json{{"fold", fold.fold}};
    json["auc"] = fold.auc ? written(fold.auc->auc) : Json(nullptr);
    json["auc_variance"] = fold.auc ? written(fold.auc->variance) : Json(nullptr);
    json["auc_ci"] =
        fold.auc ? Json::array({written(fold.auc->lower), written(fold.auc->upper)}) : Json();
    json["n_positive"] = c.tp + c.fn;
    json["n_negative"] = c.tn + c.fp;
    json["train_size"] = fold.trainPictures;
    json["test_size"] = fold.testPictures;
    json["settings"] = fold.settings;
    json["threshold"] = written(fold.operatingPoint.threshold);
    json["sensitivity"] = written(c.sensitivity());
    json["sensitivity_ci"] = wilsonOf(c.tp, c.tp + c.fn);
    json["specificity"] = written(c.specificity());
    json["specificity_ci"] = wilsonOf(c.tn, c.tn + c.fp);
    json["counts"] = written(c);
    json["note"] = fold.note;
    json["roc"] = written(fold.roc);
    return json;
}

/// What a script looks for first, said again from the target model; not read back.
Json headline(const StudyResult& study) {
    Json json = Json::object();
    const ModelResult* target = targetOf(study);
    const ModelResult none;
    const ModelResult& model = target != nullptr ? *target : none;
    const auto figure = [&](double value) { return target ? written(value) : Json(nullptr); };
    json["mean_auc"] = figure(model.meanAuc.value);
    json["mean_auc_ci"] = target ? intervalOf(model.meanAuc) : Json(nullptr);
    json["sd_auc"] = figure(model.sdAuc);
    json["mean_sensitivity"] = figure(model.meanSensitivity);
    json["mean_specificity"] = figure(model.meanSpecificity);
    json["pooled_auc"] = figure(model.pooledAuc.value);
    json["pooled_auc_ci"] = target ? intervalOf(model.pooledAuc) : Json(nullptr);
    json["images_used"] = model.imageScores.size();
    json["target_met"] = study.target ? Json(study.targetMetOnPoint) : Json(nullptr);
    json["folds"] = Json::array();
    for (const StudyFold& fold : model.folds)
        json["folds"].push_back(plainFold(fold));
    json["warnings"] = Json::array();
    for (const CheckResult& check : study.checks)
        if (check.severity >= Severity::Warning)
            json["warnings"].push_back(check.check + ": " + check.sentence);
    json["unit_columns"] = kUnitColumns;
    return json;
}

void appendFields(std::string& text, const Json& object) {
    for (const auto& [key, value] : object.items())
        text += ",\n" + Json(key).dump() + ": " +
                value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// One field a line as JSON, so that a study of 30,000 pictures is not held as one value twice.
struct LineWriter {
    static constexpr bool kWrites = true;
    std::string& text;
    template <class T>
    void operator()(const char* key, const T& value) {
        appendFields(text, Json{{key, written(value)}});
    }
};

} // namespace
} // namespace report

std::string studyJson(const StudyResult& study) {
    std::string text = "{\n\"schema\": \"concord-study-1\"";
    report::appendFields(text, report::headline(study));
    report::LineWriter writer{text};
    report::fields(writer, study);
    return text + "\n}\n";
}

Result<StudyResult> parseStudy(std::string_view text) {
    try {
        const auto json = report::Json::parse(text);
        if (!json.is_object() || json.value("schema", "") != "concord-study-1")
            return fail(ErrorCode::Malformed, "this is not the report of a study (another schema)");
        StudyResult study;
        report::In::read(json, study);
        return study;
    } catch (const nlohmann::json::exception&) {
        return fail(ErrorCode::Malformed, "the report of the study is damaged");
    } catch (const report::WrongKind&) {
        return fail(ErrorCode::Malformed,
                    "the report of the study lacks a field or holds a wrong one");
    }
}

} // namespace cw::validation
