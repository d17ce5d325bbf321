// SPDX-License-Identifier: Apache-2.0
#include "bench/reading/StockMapper.h"

#include "bench/reading/Figures.h"
#include "core/Random.h"

#include <vtkCamera.h>
#include <vtkImageData.h>
#include <vtkImageProperty.h>
#include <vtkImageSlice.h>
#include <vtkImageSliceMapper.h>
#include <vtkNew.h>
#include <vtkRenderWindow.h>
#include <vtkRenderer.h>

namespace cw::bench {

void measureStockMapper(int frames) {
    constexpr int width = 3328, height = 4096;
    vtkNew<vtkRenderWindow> window;
    window->SetSize(1600, 1000);
    window->SetMultiSamples(0);
    std::vector<vtkSmartPointer<vtkImageSlice>> slices;
    std::vector<vtkSmartPointer<vtkRenderer>> renderers;
    core::Random random(1);
    for (int i = 0; i < 4; ++i) {
        vtkNew<vtkImageData> data;
        data->SetDimensions(width, height, 1);
        data->AllocateScalars(VTK_UNSIGNED_SHORT, 1);
        auto* pixels = static_cast<std::uint16_t*>(data->GetScalarPointer());
        for (std::size_t p = 0; p < std::size_t{width} * height; ++p)
            pixels[p] = static_cast<std::uint16_t>(1000 + p % width / 2 + (random.next() & 255U));
        vtkNew<vtkImageSliceMapper> mapper;
        mapper->SetInputData(data);
        auto slice = vtkSmartPointer<vtkImageSlice>::New();
        slice->SetMapper(mapper);
        auto renderer = vtkSmartPointer<vtkRenderer>::New();
        renderer->SetViewport(i % 2 * 0.5, i / 2 * 0.5, i % 2 * 0.5 + 0.5, i / 2 * 0.5 + 0.5);
        renderer->AddViewProp(slice);
        renderer->GetActiveCamera()->ParallelProjectionOn();
        renderer->ResetCamera();
        window->AddRenderer(renderer);
        slices.push_back(slice);
        renderers.push_back(renderer);
    }
    window->Render();
    Figures dragged("VTK's stock mapper: window dragged, four views"),
        panned("VTK's stock mapper: panned, four views");
    for (int i = 0; i < frames; ++i)
        dragged.time([&] {
            for (auto& slice : slices) {
                slice->GetProperty()->SetColorWindow(3000 + i % 7);
                slice->GetProperty()->SetColorLevel(2000 + i);
            }
            window->Render();
        });
    for (int i = 0; i < frames; ++i)
        panned.time([&] {
            for (auto& renderer : renderers)
                renderer->GetActiveCamera()->SetWindowCenter(0.01 * (i % 5), 0);
            window->Render();
        });
    dragged.print();
    panned.print();
}

} // namespace cw::bench
